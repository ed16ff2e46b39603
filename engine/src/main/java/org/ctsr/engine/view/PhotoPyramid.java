package org.ctsr.engine.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;

/**
 * A photo at full, half, quarter ... size, made when a view first needs it. Used by one thread at a
 * time.
 */
final class PhotoPyramid {
  private static final int SMALLEST_SIDE = 64;
  private static final int STRIP_ROWS = 64;

  private final List<RgbImage> levels = new ArrayList<>();

  PhotoPyramid(RgbImage photo) {
    levels.add(photo);
  }

  RgbImage photo() {
    return levels.get(0);
  }

  /**
   * The smallest level that still has at least as many pixels as the view.
   *
   * @param zoom window pixels per pixel of the photo
   */
  int levelFor(double zoom) {
    int level = 0;
    int side = Math.min(photo().width(), photo().height());
    while (zoom * (1 << level) <= 0.5 && (side >> level) > SMALLEST_SIDE) {
      level++;
    }
    return level;
  }

  synchronized RgbImage level(int level) {
    while (levels.size() <= level) {
      levels.add(halve(levels.get(levels.size() - 1)));
    }
    return levels.get(level);
  }

  /** Means of 2x2 pixels; a last odd row or column is repeated. */
  private static RgbImage halve(RgbImage source) {
    int width = (source.width() + 1) / 2;
    int height = (source.height() + 1) / 2;
    SamplePlane red = halve(source, 0, width, height);
    SamplePlane alpha = source.hasAlpha() ? halve(source, RgbImage.ALPHA, width, height) : null;
    if (source.isGrey()) {
      return RgbImage.grey(width, height, red, alpha, Metadata.NONE);
    }
    return RgbImage.rgb(
        width,
        height,
        red,
        halve(source, 1, width, height),
        halve(source, 2, width, height),
        alpha,
        Metadata.NONE);
  }

  private static SamplePlane halve(RgbImage source, int channel, int width, int height) {
    short[] half = new short[width * height];
    IntStream.range(0, (height + STRIP_ROWS - 1) / STRIP_ROWS)
        .parallel()
        .forEach(
            strip ->
                halve(
                    source,
                    channel,
                    strip * STRIP_ROWS,
                    Math.min(height, (strip + 1) * STRIP_ROWS),
                    width,
                    half));
    return SamplePlane.of(half);
  }

  private static void halve(
      RgbImage source, int channel, int from, int to, int width, short[] half) {
    float[] rows = new float[2 * source.width()];
    for (int y = from; y < to; y++) {
      int available = Math.min(2, source.height() - 2 * y);
      source.readRegion(channel, 0, 2 * y, source.width(), available, rows, 0, source.width());
      int lower = available == 2 ? source.width() : 0;
      for (int x = 0; x < width; x++) {
        int left = 2 * x;
        int right = Math.min(left + 1, source.width() - 1);
        float sum = rows[left] + rows[right] + rows[lower + left] + rows[lower + right];
        half[y * width + x] = (short) (int) (sum * (65535f / 4) + 0.5f);
      }
    }
  }
}
