package org.ctsr.engine.view;

import org.ctsr.engine.tile.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * Which part of an enlarged picture a window shows.
 *
 * <p>The position is in whole screen pixels, so at 100 % picture pixels and screen pixels coincide,
 * and moving the picture is copying.
 *
 * @param zoom screen pixels per pixel of the enlarged picture; 1 is 100 %
 * @param x column of the zoomed picture at the window's left edge, screen pixels; negative if the
 *     picture starts further right
 * @param y row of the zoomed picture at the window's upper edge
 * @param width columns of the window, screen pixels
 * @param height rows of the window
 */
public record Viewport(double zoom, int x, int y, int width, int height) {
  /** Checks zoom and size. */
  public Viewport {
    if (!(zoom > 0) || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "no view of " + width + "x" + height + " pixels at zoom " + zoom);
    }
  }

  /** A view with a point of the picture (in its own pixels) as close to the middle as it gets. */
  public static Viewport centred(
      double zoom, double centreX, double centreY, int width, int height) {
    return new Viewport(
        zoom,
        (int) Math.round(centreX * zoom - width / 2.0),
        (int) Math.round(centreY * zoom - height / 2.0),
        width,
        height);
  }

  /** The same window of the same picture, drawn with another number of pixels. */
  public Viewport ofScale(int scale, int newScale) {
    return scale == newScale ? this : new Viewport(zoom * scale / newScale, x, y, width, height);
  }

  /** Picture column at a window column (pixel borders are whole numbers in both). */
  public double pictureX(double column) {
    return (x + column) / zoom;
  }

  /** Picture row at a window row. */
  public double pictureY(double row) {
    return (y + row) / zoom;
  }

  /** First window column whose centre is at or to the right of a picture column. */
  int column(double pictureX) {
    return (int) Math.ceil(pictureX * zoom - 0.5) - x;
  }

  /** First window row whose centre is at or below a picture row. */
  int row(double pictureY) {
    return (int) Math.ceil(pictureY * zoom - 0.5) - y;
  }

  /**
   * The window pixels whose centres lie in a rectangle of the picture; null if there are none.
   *
   * <p>Rectangles that partition the picture give rectangles that partition the window.
   */
  @Nullable Rectangle visible(double left, double top, double right, double bottom) {
    int fromX = Math.max(0, column(left));
    int fromY = Math.max(0, row(top));
    int toX = Math.min(width, column(right));
    int toY = Math.min(height, row(bottom));
    return fromX < toX && fromY < toY
        ? new Rectangle(fromX, fromY, toX - fromX, toY - fromY)
        : null;
  }

  /**
   * The part of a picture of this size that is in the window, in picture pixels, rounded outwards;
   * null if none.
   */
  public @Nullable Rectangle pictureArea(int pictureWidth, int pictureHeight) {
    int left = (int) Math.max(0, Math.floor(pictureX(0)));
    int top = (int) Math.max(0, Math.floor(pictureY(0)));
    int right = (int) Math.min(pictureWidth, Math.ceil(pictureX(width)));
    int bottom = (int) Math.min(pictureHeight, Math.ceil(pictureY(height)));
    return left < right && top < bottom
        ? new Rectangle(left, top, right - left, bottom - top)
        : null;
  }
}
