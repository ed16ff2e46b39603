package org.ctsr.app.window;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.WindowPlacement;
import org.ctsr.app.theme.ThemeManager;
import org.jspecify.annotations.Nullable;

/** The windows beside the main one look and behave alike. */
public final class SideWindow {
  private static final Messages TEXTS = Messages.of(SideWindow.class);

  private SideWindow() {}

  /**
   * How large a window is, as far as the screen has room for it.
   *
   * @param width when it is shown for the first time
   * @param height when it is shown for the first time
   * @param leastWidth it can be given
   * @param leastHeight it can be given
   */
  public record Size(double width, double height, double leastWidth, double leastHeight) {}

  /**
   * A window that is not shown yet, where it was at the last start, that gives the keyboard back to
   * the main one when it is hidden.
   *
   * @param name that its place is remembered by; its title is the text {@code NAME.title}
   */
  public static Stage create(
      StudioParts parts, ThemeManager theme, Parent content, String name, Size size) {
    Stage stage = new Stage();
    Scene scene = new Scene(content, size.width(), size.height());
    theme.style(scene);
    stage.setScene(scene);
    stage.setTitle(TEXTS.get(name + ".title"));
    stage.getIcons().setAll(AppIcon.sizes());
    WindowPlacer.setMinimum(stage, size.leastWidth(), size.leastHeight());
    WindowPlacer.restore(stage, before(parts, name), size.width(), size.height());
    stage.addEventHandler(WindowEvent.WINDOW_HIDING, event -> remember(parts, stage, name));
    // Not every system gives the keyboard back to the window behind.
    stage.setOnHidden(event -> parts.stage().requestFocus());
    return stage;
  }

  private static @Nullable WindowPlacement before(StudioParts parts, String name) {
    return parts.settings().get().sideWindows().get(name);
  }

  private static void remember(StudioParts parts, Stage stage, String name) {
    WindowPlacement now = WindowPlacer.of(stage, before(parts, name));
    if (now != null) {
      parts.settings().update(settings -> settings.withSideWindow(name, now));
    }
  }
}
