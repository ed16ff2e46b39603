package org.ctsr.app;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.ctsr.app.settings.WindowPlacement;
import org.jspecify.annotations.Nullable;

/** Where the window is from one start to the next, on screens that may have changed. */
final class WindowPlacer {
  /** Of a first window. */
  static final double WIDTH = 1360;

  static final double HEIGHT = 860;

  private WindowPlacer() {}

  /**
   * Where a window is.
   *
   * @param before where it was at the last start
   */
  static WindowPlacement of(Stage stage, @Nullable WindowPlacement before) {
    if (stage.isMaximized() && before != null) {
      // What it goes back to when it is made smaller.
      return new WindowPlacement(before.x(), before.y(), before.width(), before.height(), true);
    }
    return new WindowPlacement(
        stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
  }

  /** Puts a window where it was, or where a first one goes. */
  static void restore(Stage stage, @Nullable WindowPlacement was) {
    if (was == null || was.width() < 400 || was.height() < 300) {
      // On a small or highly scaled screen the window's usual size would reach beyond its borders.
      Rectangle2D screen = Screen.getPrimary().getVisualBounds();
      if (screen.getWidth() < WIDTH || screen.getHeight() < HEIGHT) {
        stage.setX(screen.getMinX());
        stage.setY(screen.getMinY());
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
      }
      return;
    }
    // A screen may be gone since, or smaller.
    List<Screen> screens =
        Screen.getScreensForRectangle(was.x(), was.y(), was.width(), was.height());
    Rectangle2D bounds =
        (screens.isEmpty() ? Screen.getPrimary() : screens.get(0)).getVisualBounds();
    stage.setWidth(Math.min(was.width(), bounds.getWidth()));
    stage.setHeight(Math.min(was.height(), bounds.getHeight()));
    if (screens.size() == 1) {
      stage.setX(inside(was.x(), stage.getWidth(), bounds.getMinX(), bounds.getMaxX()));
      stage.setY(inside(was.y(), stage.getHeight(), bounds.getMinY(), bounds.getMaxY()));
    } else if (!screens.isEmpty()) {
      // It lay across them on purpose.
      stage.setX(was.x());
      stage.setY(was.y());
      stage.setWidth(was.width());
      stage.setHeight(was.height());
    }
    stage.setMaximized(was.maximized());
  }

  private static double inside(double start, double length, double from, double to) {
    return Math.max(from, Math.min(to - length, start));
  }
}
