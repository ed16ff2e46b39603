package org.ctsr.app;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.ctsr.app.theme.ThemeManager;

/** The windows beside the main one look and behave alike. */
final class SideWindow {
  private SideWindow() {}

  /**
   * A window that is not shown yet and gives the keyboard back to {@code main} when it is hidden.
   */
  static Stage create(
      Stage main, ThemeManager theme, Parent content, String title, double width, double height) {
    Stage stage = new Stage();
    Scene scene = new Scene(content, width, height);
    theme.style(scene);
    stage.setScene(scene);
    stage.setTitle(title);
    stage.getIcons().setAll(AppIcon.sizes());
    // Not every system gives the keyboard back to the window behind.
    stage.setOnHidden(event -> main.requestFocus());
    return stage;
  }
}
