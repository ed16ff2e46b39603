package org.ctsr.app.window;

import javafx.stage.Stage;
import org.ctsr.app.mainwindow.WindowState;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.app.settings.Settings;
import org.ctsr.app.settings.ViewChoice;
import org.ctsr.app.settings.WindowPlacement;

/** The main window from one start to the next: where it is, and what of it is shown, and how. */
public final class RememberedWindow {
  private static final double LEAST_WIDTH = 760;
  private static final double LEAST_HEIGHT = 520;

  private final StudioParts parts;

  /**
   * @param parts have the window, and the settings that remember it
   */
  public RememberedWindow(StudioParts parts) {
    this.parts = parts;
  }

  /** Puts the window, which is not shown yet, where and as it was. */
  public void restore() {
    Stage stage = parts.stage();
    Settings settings = parts.settings().get();
    WindowPlacer.setMinimum(stage, LEAST_WIDTH, LEAST_HEIGHT);
    WindowPlacer.restore(stage, settings.window(), WindowPlacer.WIDTH, WindowPlacer.HEIGHT);
    WindowState window = parts.window();
    window.inspectorProperty().set(settings.inspectorShown());
    window.filmstripProperty().set(settings.filmstripShown());
    RememberedView.restore(parts.inspector(), settings.view());
    window
        .fullScreenProperty()
        .addListener(
            (property, old, full) -> {
              if (full && !stage.isFullScreen()) {
                // The size it has now is not to be known any more after that.
                remember();
              }
              stage.setFullScreen(full);
            });
    stage
        .fullScreenProperty()
        .addListener((property, old, full) -> window.fullScreenProperty().set(full));
  }

  /** Keeps where and as it is now. */
  public void remember() {
    WindowState window = parts.window();
    WindowPlacement placement = WindowPlacer.of(parts.stage(), parts.settings().get().window());
    boolean inspector = window.inspectorProperty().get();
    boolean filmstrip = window.filmstripProperty().get();
    ViewChoice choice = RememberedView.of(parts.inspector());
    parts
        .settings()
        .update(now -> now.withWindow(placement, inspector, filmstrip).withView(choice));
  }
}
