package org.ctsr.engine.image;

/**
 * EXIF orientation: which way the stored picture must be turned to stand upright (CIPA DC-008, tag
 * 0x0112).
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  TURN_RIGHT(true, true, false),
  TRANSVERSED(true, true, true),
  TURN_LEFT(true, false, true);

  /** Rows become columns first, then the flips apply to the result. */
  private final boolean transpose;

  private final boolean flipX;
  private final boolean flipY;

  Orientation(boolean transpose, boolean flipX, boolean flipY) {
    this.transpose = transpose;
    this.flipX = flipX;
    this.flipY = flipY;
  }

  /** From the tag's value; anything unknown counts as upright. */
  static Orientation of(int tag) {
    return tag >= 1 && tag <= 8 ? values()[tag - 1] : UPRIGHT;
  }

  boolean swapsSides() {
    return transpose;
  }

  /** Turns a plane of {@code width * height} samples. */
  byte[] apply(byte[] plane, int width, int height) {
    byte[] turned = new byte[plane.length];
    int w = transpose ? height : width;
    int h = transpose ? width : height;
    for (int y = 0; y < h; y++) {
      int from = start(y, w, h, width);
      int step = step(width);
      for (int i = y * w, end = i + w; i < end; i++, from += step) {
        turned[i] = plane[from];
      }
    }
    return turned;
  }

  /** As above. */
  short[] apply(short[] plane, int width, int height) {
    short[] turned = new short[plane.length];
    int w = transpose ? height : width;
    int h = transpose ? width : height;
    for (int y = 0; y < h; y++) {
      int from = start(y, w, h, width);
      int step = step(width);
      for (int i = y * w, end = i + w; i < end; i++, from += step) {
        turned[i] = plane[from];
      }
    }
    return turned;
  }

  /** Where the first sample of turned row {@code y} (of a {@code w x h} picture) was stored. */
  private int start(int y, int w, int h, int width) {
    int row = flipY ? h - 1 - y : y;
    int column = flipX ? w - 1 : 0;
    return transpose ? column * width + row : row * width + column;
  }

  private int step(int width) {
    int step = transpose ? width : 1;
    return flipX ? -step : step;
  }
}
