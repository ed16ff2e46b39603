package org.ctsr.app.viewer;

import org.jspecify.annotations.Nullable;

/** Memory of one frame, opaque ARGB or 0 outside the picture. */
public final class FrameBuffer {
  private int width;
  private int height;
  private int[] pixels = new int[0];
  private @Nullable Object image;

  FrameBuffer() {}

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Pixels, row after row. */
  public int[] pixels() {
    return pixels;
  }

  /** What the view keeps with this memory; forgotten when the size changes. */
  @Nullable Object image() {
    return image;
  }

  void setImage(Object made) {
    image = made;
  }

  void resize(int newWidth, int newHeight) {
    if (newWidth != width || newHeight != height) {
      width = newWidth;
      height = newHeight;
      pixels = new int[newWidth * newHeight];
      image = null;
    }
  }
}
