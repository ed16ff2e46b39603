package org.ctsr.app.viewer;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the result is in the window, and how large. Used on the window's thread.
 *
 * <p>Window positions are in screen pixels (device pixels) from the upper left corner; picture
 * positions in pixels of the result.
 */
public final class Placement {
  /** Largest zoom. */
  public static final double LARGEST_ZOOM = 32;

  private static final double SMALLEST_ZOOM = 1.0 / 128;

  /** Zooms the keyboard stops at. */
  private static final double[] STOPS = {
    1.0 / 64, 1.0 / 32, 1.0 / 16, 1.0 / 8, 1.0 / 6, 0.25, 1.0 / 3, 0.5, 2.0 / 3, 1, 1.5, 2, 3, 4, 6,
    8, 12, 16, 24, 32
  };

  private final Runnable changed;
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private final ReadOnlyBooleanWrapper fitted = new ReadOnlyBooleanWrapper(true);
  private int pictureWidth;
  private int pictureHeight;
  private int windowWidth;
  private int windowHeight;
  private double centreX;
  private double centreY;
  private boolean sideBySide;

  /**
   * @param changed told after each change
   */
  Placement(Runnable changed) {
    this.changed = changed;
  }

  /** Screen pixels per pixel of the result. */
  public ReadOnlyDoubleProperty zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  /** Whether the whole picture is kept in the window. */
  public ReadOnlyBooleanProperty fittedProperty() {
    return fitted.getReadOnlyProperty();
  }

  /** Columns of the result; 0 without a photo. */
  public int pictureWidth() {
    return pictureWidth;
  }

  /** Rows of the result; 0 without a photo. */
  public int pictureHeight() {
    return pictureHeight;
  }

  int windowWidth() {
    return windowWidth;
  }

  int windowHeight() {
    return windowHeight;
  }

  /** Another result, whose place is given next; 0 x 0 for none. */
  void setPicture(int width, int height) {
    pictureWidth = width;
    pictureHeight = height;
  }

  /** The same picture with more or fewer pixels: what is seen stays as it is. */
  void rescale(int width, int height) {
    double ratio = width / (double) Math.max(1, pictureWidth);
    setPicture(width, height);
    if (fitted.get()) {
      fit();
      return;
    }
    centreX *= ratio;
    centreY *= ratio;
    zoom.set(limit(zoom.get() / ratio));
    moveInside();
  }

  /** Whether the window shows two pictures, one on each side. */
  void setSideBySide(boolean two) {
    sideBySide = two;
    adapt();
  }

  /** The window's size in screen pixels; nothing is drawn before it is known. */
  public void setWindowSize(int width, int height) {
    if (width != windowWidth || height != windowHeight) {
      windowWidth = width;
      windowHeight = height;
      adapt();
    }
  }

  private void adapt() {
    if (fitted.get()) {
      fit();
    } else {
      moveInside();
    }
  }

  /** Where the window is, to come back to; null without a picture. */
  PhotoSession.@Nullable Position position() {
    return hasPicture()
        ? new PhotoSession.Position(
            zoom.get(), centreX / pictureWidth, centreY / pictureHeight, fitted.get())
        : null;
  }

  /** Goes to a place; to the whole picture for null. */
  void goTo(PhotoSession.@Nullable Position position) {
    if (position == null || position.fitted()) {
      fit();
      return;
    }
    zoom.set(position.zoom());
    fitted.set(false);
    centreX = position.centreX() * pictureWidth;
    centreY = position.centreY() * pictureHeight;
    moveInside();
  }

  private boolean hasPicture() {
    return pictureWidth > 0 && pictureHeight > 0;
  }

  /** Width of what one picture is shown in: the window, or one side of it. */
  private int paneWidth() {
    return sideBySide ? FrameComposer.sideWidth(windowWidth) : windowWidth;
  }

  /** The first window column of the side a column is in; 0 when one picture is shown. */
  double paneStart(double x) {
    int side = paneWidth();
    return sideBySide && x >= side ? side + FrameComposer.GAP : 0;
  }

  /** The zoom at which the whole picture is in the window, at most 100 %. */
  public double fitZoom() {
    if (!hasPicture() || windowWidth < 1 || windowHeight < 1) {
      return 1;
    }
    double horizontal = paneWidth() / (double) pictureWidth;
    double vertical = windowHeight / (double) pictureHeight;
    return Math.min(1, Math.min(horizontal, vertical));
  }

  /** Never so large that the whole of a long panorama could not be seen. */
  private double limit(double wanted) {
    return Math.max(Math.min(SMALLEST_ZOOM, fitZoom()), Math.min(LARGEST_ZOOM, wanted));
  }

  /** Shows the whole picture, and keeps doing so when the window changes. */
  public void fit() {
    zoom.set(fitZoom());
    fitted.set(true);
    centreX = pictureWidth / 2.0;
    centreY = pictureHeight / 2.0;
    changed.run();
  }

  /** 100 %, around the middle of the window. */
  public void actualSize() {
    zoomAroundMiddle(1);
  }

  /** The next larger zoom of the keyboard. */
  public void zoomIn() {
    double now = zoom.get() * 1.001;
    for (double stop : STOPS) {
      if (stop > now) {
        zoomAroundMiddle(stop);
        return;
      }
    }
  }

  /** The next smaller zoom of the keyboard. */
  public void zoomOut() {
    double now = zoom.get() * 0.999;
    for (int i = STOPS.length - 1; i >= 0; i--) {
      if (STOPS[i] < now) {
        zoomAroundMiddle(STOPS[i]);
        return;
      }
    }
  }

  private void zoomAroundMiddle(double wanted) {
    zoomTo(wanted, paneWidth() / 2.0, windowHeight / 2.0);
  }

  /** Zooms by a factor; what is at a window position stays there. */
  public void zoomBy(double factor, double x, double y) {
    double before = zoom.get();
    double wanted = before * factor;
    if ((before < 1 && wanted > 1) || (before > 1 && wanted < 1)) {
      // Exact pixels are not passed over.
      wanted = 1;
    }
    zoomTo(wanted, x, y);
  }

  /** Zooms; what is at a window position stays there. */
  public void zoomTo(double wanted, double x, double y) {
    if (!hasPicture()) {
      return;
    }
    double before = zoom.get();
    double now = limit(wanted);
    double fromMiddleX = x - paneStart(x) - paneWidth() / 2.0;
    double fromMiddleY = y - windowHeight / 2.0;
    centreX += fromMiddleX / before - fromMiddleX / now;
    centreY += fromMiddleY / before - fromMiddleY / now;
    zoom.set(now);
    fitted.set(false);
    moveInside();
  }

  /** Moves the picture with the hand, by screen pixels. */
  public void panBy(double dx, double dy) {
    centreX -= dx / zoom.get();
    centreY -= dy / zoom.get();
    if (dx != 0 || dy != 0) {
      fitted.set(false);
    }
    moveInside();
  }

  /** Shows a place in the middle, as shares of the picture's size. */
  public void centreOn(double shareX, double shareY) {
    centreX = shareX * pictureWidth;
    centreY = shareY * pictureHeight;
    fitted.set(false);
    moveInside();
  }

  /** Keeps the picture's border from coming further into the window than it must. */
  private void moveInside() {
    centreX = inside(centreX, pictureWidth, paneWidth() / zoom.get());
    centreY = inside(centreY, pictureHeight, windowHeight / zoom.get());
    changed.run();
  }

  private static double inside(double centre, double picture, double window) {
    if (picture <= window) {
      return picture / 2;
    }
    return Math.max(window / 2, Math.min(picture - window / 2, centre));
  }

  /** What the window shows (one side when comparing side by side); null without a photo. */
  public @Nullable Viewport viewport() {
    return hasPicture() && windowWidth > 0 && windowHeight > 0
        ? Viewport.centred(zoom.get(), centreX, centreY, paneWidth(), windowHeight)
        : null;
  }
}
