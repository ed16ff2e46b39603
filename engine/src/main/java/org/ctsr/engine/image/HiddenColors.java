package org.ctsr.engine.image;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives transparent pixels the colours of what is visible around them.
 *
 * <p>What a file stores under full transparency is arbitrary, often black, and little better where
 * next to nothing is visible: a colour multiplied by an alpha of 1/255 and divided by it again has
 * two values left. A network that looks at a neighbourhood would let it bleed into visible edges.
 * Filled by push and pull over a pyramid of alpha-weighted means.
 */
public final class HiddenColors {
  /** The first level of a huge photo is coarser than half, to keep memory bounded. */
  private static final long MOST_LEVEL_PIXELS = 1L << 24;

  /** Alpha below which a pixel's own colour is not believed: 1 to 3 of 255. */
  private static final float LEAST_VISIBLE = 3.5f / 255;

  private HiddenColors() {}

  /**
   * The photo itself if nothing in it is transparent, or everything; else one with the same alpha
   * and filled colours, kept like those of the photo.
   *
   * @throws IOException if they belong in a temporary file and there is no room for it
   * @throws java.io.UncheckedIOException if that cannot be written or read
   */
  public static RgbImage fill(RgbImage photo) throws IOException {
    return fill(photo, () -> false);
  }

  /**
   * As the other, for a photo that somebody may not want any more before it is done.
   *
   * @param cancelled asked at every row
   * @throws CancellationException if it said so
   */
  public static RgbImage fill(RgbImage photo, BooleanSupplier cancelled) throws IOException {
    if (!photo.hasAlpha() || !hidesSomething(photo, cancelled)) {
      return photo;
    }
    int width = photo.width();
    int height = photo.height();
    int channels = photo.isGrey() ? 1 : 3;
    int times = 2;
    while (photo.pixels() / ((long) times * times) > MOST_LEVEL_PIXELS) {
      times *= 2;
    }
    Level small = Level.reduce(photo, channels, times, cancelled);
    if (!small.showsSomething()) {
      return photo;
    }
    small.completeFrom(small.width * small.height > 1 ? Level.halve(small) : null);
    Pixels filled =
        new Pixels(
            width,
            height,
            photo.bitDepth(),
            channels,
            false,
            photo.isInFile() ? 0 : Long.MAX_VALUE);
    boolean whole = false;
    try {
      copy(photo, small, times, filled, cancelled);
      whole = true;
    } finally {
      if (!whole) {
        filled.release();
      }
    }
    return photo.withColors(filled.colorPlanes());
  }

  /**
   * Gives back at once what {@link #fill} made, which must not be read afterwards; the photo can
   * be.
   */
  public static void release(RgbImage filled, RgbImage photo) {
    if (filled != photo) {
      filled.releaseColors(); // transparency is the photo's own
    }
  }

  private static void checkWanted(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("cancelled");
    }
  }

  private static void copy(
      RgbImage photo, Level small, int times, Pixels filled, BooleanSupplier cancelled) {
    int width = photo.width();
    float[] alpha = new float[width];
    float[] row = new float[width];
    int[] samples = new int[width];
    for (int c = 0; c < filled.bands(); c++) {
      for (int y = 0; y < photo.height(); y++) {
        checkWanted(cancelled);
        photo.readRegion(c, 0, y, width, 1, row, 0, width);
        photo.readRegion(RgbImage.ALPHA, 0, y, width, 1, alpha, 0, width);
        int above = y / times * small.width;
        for (int x = 0; x < width; x++) {
          float value = isVisible(alpha[x]) ? row[x] : small.color[c][above + x / times];
          samples[x] = (int) (value * filled.max() + 0.5f);
        }
        filled.writeRow(c, y, samples);
      }
    }
  }

  private static boolean isVisible(float alpha) {
    return alpha >= LEAST_VISIBLE;
  }

  private static boolean hidesSomething(RgbImage photo, BooleanSupplier cancelled) {
    float[] alpha = new float[photo.width()];
    for (int y = 0; y < photo.height(); y++) {
      checkWanted(cancelled);
      photo.readRegion(RgbImage.ALPHA, 0, y, photo.width(), 1, alpha, 0, photo.width());
      for (float value : alpha) {
        if (!isVisible(value)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Alpha-weighted mean colours at one resolution; weight 0 where nothing is visible. */
  private static final class Level {
    final int width;
    final int height;
    final float[][] color;
    final float[] weight;

    private Level(int width, int height, int channels) {
      this.width = width;
      this.height = height;
      this.color = new float[channels][width * height];
      this.weight = new float[width * height];
    }

    static Level reduce(RgbImage photo, int channels, int times, BooleanSupplier cancelled) {
      Level level =
          new Level(
              (photo.width() + times - 1) / times, (photo.height() + times - 1) / times, channels);
      float[] alpha = new float[photo.width()];
      float[] row = new float[photo.width()];
      for (int y = 0; y < photo.height(); y++) {
        checkWanted(cancelled);
        photo.readRegion(RgbImage.ALPHA, 0, y, photo.width(), 1, alpha, 0, photo.width());
        for (int x = 0; x < alpha.length; x++) {
          alpha[x] = isVisible(alpha[x]) ? alpha[x] : 0;
          level.weight[(y / times) * level.width + x / times] += alpha[x];
        }
        for (int c = 0; c < channels; c++) {
          photo.readRegion(c, 0, y, photo.width(), 1, row, 0, photo.width());
          for (int x = 0; x < alpha.length; x++) {
            level.color[c][(y / times) * level.width + x / times] += alpha[x] * row[x];
          }
        }
      }
      level.normalise();
      return level;
    }

    boolean showsSomething() {
      for (float value : weight) {
        if (value > 0) {
          return true;
        }
      }
      return false;
    }

    static Level halve(Level finer) {
      Level level = new Level((finer.width + 1) / 2, (finer.height + 1) / 2, finer.color.length);
      for (int y = 0; y < finer.height; y++) {
        for (int x = 0; x < finer.width; x++) {
          int from = y * finer.width + x;
          int to = (y / 2) * level.width + x / 2;
          level.weight[to] += finer.weight[from];
          for (int c = 0; c < level.color.length; c++) {
            level.color[c][to] += finer.weight[from] * finer.color[c][from];
          }
        }
      }
      level.normalise();
      return level;
    }

    private void normalise() {
      for (int i = 0; i < weight.length; i++) {
        if (weight[i] > 0) {
          for (float[] channel : color) {
            channel[i] /= weight[i];
          }
          // Only whether something is visible matters further up, not how much.
          weight[i] = Math.min(1, weight[i]);
        }
      }
    }

    void completeFrom(@Nullable Level coarser) {
      if (coarser == null) {
        return;
      }
      coarser.completeFrom(coarser.width * coarser.height > 1 ? halve(coarser) : null);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int at = y * width + x;
          if (weight[at] == 0) {
            for (int c = 0; c < color.length; c++) {
              color[c][at] = coarser.color[c][(y / 2) * coarser.width + x / 2];
            }
          }
        }
      }
    }
  }
}
