package org.ctsr.engine.image;

import java.io.IOException;

/**
 * Rows of another picture at another size, resampled in linear light (by the sRGB curve, which
 * every profile kept by {@link PhotoReader} is near) and weighted by alpha, so that hidden colours
 * never show at edges. What is fully transparent becomes black.
 */
public final class ResampledRows implements RowSource {
  /** Below this alpha a colour means nothing: half a 16-bit step. */
  private static final float HIDDEN = 0.5f / 65535;

  private final RowSource source;
  private final RowResampler resampler;
  private final int width;
  private final int height;
  private final int channels;
  private final float[][] in;
  private final float[][] out;

  /**
   * @throws IllegalArgumentException if a size is not positive
   */
  public ResampledRows(RowSource source, int width, int height, Kernel kernel) {
    this.source = source;
    this.width = width;
    this.height = height;
    channels = (source.isGrey() ? 1 : 3) + (source.hasAlpha() ? 1 : 0);
    resampler = new RowResampler(channels, source.width(), source.height(), width, height, kernel);
    in = new float[source.hasAlpha() ? 4 : 3][source.width()];
    out = new float[channels][width];
  }

  /** The same picture if it has the size already, else resampled. */
  public static RowSource of(RowSource source, int width, int height, Kernel kernel) {
    return source.width() == width && source.height() == height
        ? source
        : new ResampledRows(source, width, height, kernel);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public boolean isGrey() {
    return source.isGrey();
  }

  @Override
  public boolean hasAlpha() {
    return source.hasAlpha();
  }

  @Override
  public void nextRow(float[][] row) throws IOException {
    while (resampler.needsRow()) {
      source.nextRow(in);
      resampler.push(linear());
    }
    resampler.pull(out);
    int colors = channels - (hasAlpha() ? 1 : 0);
    if (hasAlpha()) {
      float[] alpha = out[colors];
      for (int x = 0; x < width; x++) {
        row[3][x] = Math.max(0, Math.min(1, alpha[x]));
      }
    }
    for (int c = 0; c < 3; c++) {
      float[] plane = out[Math.min(c, colors - 1)];
      for (int x = 0; x < width; x++) {
        float value = plane[x];
        if (hasAlpha()) {
          value = row[3][x] > HIDDEN ? value / row[3][x] : 0;
        }
        row[c][x] = SrgbCurve.encode(value);
      }
    }
  }

  /** The input row in linear light, premultiplied, alpha last. */
  private float[][] linear() {
    int colors = channels - (hasAlpha() ? 1 : 0);
    for (int c = 0; c < colors; c++) {
      float[] plane = in[c];
      for (int x = 0; x < plane.length; x++) {
        float value = SrgbCurve.decode(plane[x]);
        plane[x] = hasAlpha() ? value * in[3][x] : value;
      }
    }
    if (hasAlpha()) {
      return colors == 1 ? new float[][] {in[0], in[3]} : in;
    }
    return in;
  }
}
