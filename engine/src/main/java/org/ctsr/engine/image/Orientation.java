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

  /** Whether columns are in reverse, after rows became columns if they do. */
  boolean flipsX() {
    return flipX;
  }

  /** Whether rows are in reverse, after columns became rows if they do. */
  boolean flipsY() {
    return flipY;
  }
}
