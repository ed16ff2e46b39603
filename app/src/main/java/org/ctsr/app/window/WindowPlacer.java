package org.ctsr.app.window;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.ctsr.app.settings.WindowPlacement;
import org.jspecify.annotations.Nullable;

/** Where a window is from one start to the next, on screens that may have changed. */
public final class WindowPlacer {
  /** Of the first main window. */
  public static final double WIDTH = 1360;

  /** Of the first main window. */
  public static final double HEIGHT = 860;

  private WindowPlacer() {}

  /**
   * Where a window is.
   *
   * @param before where it was at the last start
   * @return null if only where it fills the screen is known
   */
  static @Nullable WindowPlacement of(Stage stage, @Nullable WindowPlacement before) {
    WindowPlacement now =
        new WindowPlacement(
            stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    return kept(now, stage.isFullScreen(), before);
  }

  /** What is to be remembered of a window that is somewhere now. */
  static @Nullable WindowPlacement kept(
      WindowPlacement now, boolean fullScreen, @Nullable WindowPlacement before) {
    if (fullScreen) {
      return before;
    }
    if (now.maximized() && before != null) {
      // What it goes back to when it is made smaller.
      return new WindowPlacement(before.x(), before.y(), before.width(), before.height(), true);
    }
    return now;
  }

  /** Sets how small a window may be made; no more than the smallest screen has room for. */
  static void setMinimum(Stage stage, double width, double height) {
    double mostWidth = width;
    double mostHeight = height;
    for (Screen screen : Screen.getScreens()) {
      mostWidth = Math.min(mostWidth, screen.getVisualBounds().getWidth());
      mostHeight = Math.min(mostHeight, screen.getVisualBounds().getHeight());
    }
    stage.setMinWidth(mostWidth);
    stage.setMinHeight(mostHeight);
  }

  /**
   * Puts a window where it was, or where a first one goes.
   *
   * @param width of a first one
   * @param height of a first one
   */
  static void restore(Stage stage, @Nullable WindowPlacement was, double width, double height) {
    if (was == null || was.width() < 400 || was.height() < 300) {
      // On a small or highly scaled screen the window's usual size would reach beyond its borders.
      Rectangle2D screen = Screen.getPrimary().getVisualBounds();
      if (screen.getWidth() < width || screen.getHeight() < height) {
        place(
            stage,
            within(
                new WindowPlacement(screen.getMinX(), screen.getMinY(), width, height, false),
                screen));
      }
      return;
    }
    // A screen may be gone since, or smaller.
    List<Screen> screens =
        Screen.getScreensForRectangle(was.x(), was.y(), was.width(), was.height());
    Rectangle2D bounds =
        (screens.isEmpty() ? Screen.getPrimary() : screens.get(0)).getVisualBounds();
    if (screens.size() == 1) {
      place(stage, within(was, bounds));
    } else if (screens.isEmpty()) {
      stage.setWidth(Math.min(was.width(), bounds.getWidth()));
      stage.setHeight(Math.min(was.height(), bounds.getHeight()));
    } else {
      // It lay across them on purpose.
      place(stage, was);
    }
    stage.setMaximized(was.maximized());
  }

  private static void place(Stage stage, WindowPlacement where) {
    stage.setWidth(where.width());
    stage.setHeight(where.height());
    stage.setX(where.x());
    stage.setY(where.y());
  }

  /** A window moved, and made smaller if it must be, so that all of it is on a screen. */
  static WindowPlacement within(WindowPlacement window, Rectangle2D screen) {
    double width = Math.min(window.width(), screen.getWidth());
    double height = Math.min(window.height(), screen.getHeight());
    return new WindowPlacement(
        inside(window.x(), width, screen.getMinX(), screen.getMaxX()),
        inside(window.y(), height, screen.getMinY(), screen.getMaxY()),
        width,
        height,
        window.maximized());
  }

  private static double inside(double start, double length, double from, double to) {
    return Math.max(from, Math.min(to - length, start));
  }
}
