package org.ctsr.engine.metric;

import java.util.Objects;
import org.ctsr.engine.image.RgbImage;

/**
 * A picture as the field measures it: three channels of encoded values rounded to 8 bits, so that a
 * result in memory scores what its saved file would.
 *
 * <p>Values are taken as sRGB-encoded; alpha is ignored. Immutable.
 */
public final class MeasuredImage {
  private final int width;
  private final int height;
  private final byte[][] channels;

  private MeasuredImage(int width, int height, byte[][] channels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
  }

  /** Rounds a photo to 8 bits. */
  public static MeasuredImage of(RgbImage photo) {
    int width = photo.width();
    int height = photo.height();
    byte[][] channels = new byte[3][];
    float[] row = new float[width];
    for (int c = 0; c < 3; c++) {
      if (c > 0 && photo.isGrey()) {
        channels[c] = channels[0];
        continue;
      }
      channels[c] = new byte[Math.multiplyExact(width, height)];
      for (int y = 0; y < height; y++) {
        photo.readRegion(c, 0, y, width, 1, row, 0, width);
        round(row, width, channels[c], y * width);
      }
    }
    return new MeasuredImage(width, height, channels);
  }

  /**
   * Clamps and rounds three planes of values in [0, 1], row after row.
   *
   * @param planes red, green and blue, {@code width * height} values each
   * @throws IllegalArgumentException if there are not three planes of that size
   */
  public static MeasuredImage of(int width, int height, float[]... planes) {
    int pixels = Math.multiplyExact(width, height);
    if (planes.length != 3) {
      throw new IllegalArgumentException("expected 3 planes, got " + planes.length);
    }
    byte[][] channels = new byte[3][pixels];
    for (int c = 0; c < 3; c++) {
      if (planes[c].length != pixels) {
        throw new IllegalArgumentException(
            "expected " + pixels + " values in each plane, got " + planes[c].length);
      }
      round(planes[c], pixels, channels[c], 0);
    }
    return new MeasuredImage(width, height, channels);
  }

  private static void round(float[] values, int count, byte[] target, int offset) {
    for (int i = 0; i < count; i++) {
      float clamped = Math.max(0f, Math.min(1f, values[i]));
      target[offset + i] = (byte) Math.round(clamped * 255f);
    }
  }

  /** A picture that is put together from parts, so that it is never held in full precision. */
  public static final class Builder {
    private final int width;
    private final int height;
    private final byte[][] channels;

    /** An all-black picture. */
    public Builder(int width, int height) {
      this.width = width;
      this.height = height;
      this.channels = new byte[3][Math.multiplyExact(width, height)];
    }

    /**
     * Clamps, rounds and sets the first {@code count} values of a row from column {@code x} on.
     *
     * @param values in [0, 1]
     * @throws IndexOutOfBoundsException if they leave the picture
     */
    public void setRow(int channel, int x, int y, float[] values, int count) {
      Objects.checkFromIndexSize(x, count, width);
      Objects.checkIndex(y, height);
      round(values, count, channels[channel], y * width + x);
    }

    /** The picture; the builder must not be used any more. */
    public MeasuredImage build() {
      return new MeasuredImage(width, height, channels);
    }
  }

  /** Pixels in a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The value of one sample, 0 to 255; channel 0 is red. */
  int sample(int channel, int x, int y) {
    return channels[channel][y * width + x] & 0xff;
  }

  /**
   * A rectangle of this picture.
   *
   * @throws IndexOutOfBoundsException if it leaves the picture or is empty
   */
  public MeasuredImage region(int x, int y, int w, int h) {
    Objects.checkFromIndexSize(x, w, width);
    Objects.checkFromIndexSize(y, h, height);
    if (w < 1 || h < 1) {
      throw new IndexOutOfBoundsException("a picture needs at least one pixel");
    }
    if (w == width && h == height) {
      return this;
    }
    byte[][] cut = new byte[3][w * h];
    for (int c = 0; c < 3; c++) {
      for (int row = 0; row < h; row++) {
        System.arraycopy(channels[c], (y + row) * width + x, cut[c], row * w, w);
      }
    }
    return new MeasuredImage(w, h, cut);
  }

  /**
   * This picture without its outermost pixels.
   *
   * @param border pixels to leave out on each side
   * @throws IllegalArgumentException if nothing would be left
   */
  public MeasuredImage withoutBorder(int border) {
    if (border < 0 || 2 * border >= Math.min(width, height)) {
      throw new IllegalArgumentException(
          "cannot crop " + border + " pixels on each side of " + width + "x" + height);
    }
    return region(border, border, width - 2 * border, height - 2 * border);
  }

  /**
   * Luma of ITU-R BT.601 in its studio range, 16 to 235, not rounded: what MATLAB's {@code
   * rgb2ycbcr} computes and the super-resolution literature measures on.
   */
  public LumaPlane luma() {
    double[] luma = new double[width * height];
    for (int i = 0; i < luma.length; i++) {
      int r = channels[0][i] & 0xff;
      int g = channels[1][i] & 0xff;
      int b = channels[2][i] & 0xff;
      luma[i] = 16 + (65.481 * r + 128.553 * g + 24.966 * b) / 255;
    }
    return new LumaPlane(width, height, luma);
  }

  /** Planar copy {@code (3, height, width)} of the rounded values in [0, 1]. */
  public float[] toPlanar() {
    int pixels = width * height;
    float[] planar = new float[3 * pixels];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < pixels; i++) {
        planar[c * pixels + i] = (channels[c][i] & 0xff) / 255f;
      }
    }
    return planar;
  }

  /** Throws {@link IllegalArgumentException} unless the two pictures have one size. */
  static void requireSameSize(MeasuredImage a, MeasuredImage b) {
    if (a.width != b.width || a.height != b.height) {
      throw new IllegalArgumentException(
          "sizes differ: %dx%d and %dx%d".formatted(a.width, a.height, b.width, b.height));
    }
  }
}
