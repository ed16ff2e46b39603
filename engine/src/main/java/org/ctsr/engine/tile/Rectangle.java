package org.ctsr.engine.tile;

/**
 * A rectangle of pixels; which picture it lies in is said where it is used.
 *
 * @param x left column
 * @param y top row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Rectangle(int x, int y, int width, int height) {
  /** Checks that the rectangle is not empty. */
  public Rectangle {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("empty rectangle " + width + "x" + height);
    }
  }

  /** First column to the right of it. */
  public int right() {
    return x + width;
  }

  /** First row below it. */
  public int bottom() {
    return y + height;
  }

  /** Pixels in it. */
  public long pixels() {
    return (long) width * height;
  }

  /** Whether the two share a pixel. */
  public boolean intersects(Rectangle other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /**
   * The rectangle grown by {@code margin} on every side, cut at {@code 0, 0, maxWidth, maxHeight}.
   */
  public Rectangle grow(int margin, int maxWidth, int maxHeight) {
    int left = Math.max(0, x - margin);
    int top = Math.max(0, y - margin);
    return new Rectangle(
        left,
        top,
        Math.min(maxWidth, right() + margin) - left,
        Math.min(maxHeight, bottom() + margin) - top);
  }

  /** The same area in a picture {@code factor} times larger. */
  public Rectangle times(int factor) {
    return new Rectangle(x * factor, y * factor, width * factor, height * factor);
  }
}
