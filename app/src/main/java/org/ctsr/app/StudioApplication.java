package org.ctsr.app;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.app.start.HeadStart;
import org.ctsr.app.theme.SystemAppearance;
import org.ctsr.engine.model.ModelLibrary;

/** The JavaFX application with the services of this machine. */
public final class StudioApplication extends Application {
  /** JavaFX makes the application itself, so there is no other way to hand it anything. */
  private static volatile HeadStart headStart = HeadStart.none(SystemAppearance::isDark);

  /** JavaFX makes it. */
  public StudioApplication() {}

  /** Says what was begun before the toolkit. */
  static void use(HeadStart begun) {
    headStart = begun;
  }

  @Override
  public void start(Stage stage) {
    Studio studio =
        new Studio(
            stage,
            AppPaths.standard(),
            ModelLibrary.standard(),
            address -> getHostServices().showDocument(address),
            headStart);
    List<Path> files = getParameters().getRaw().stream().map(Path::of).toList();
    if (files.isEmpty()) {
      // Before the window is shown, which is then laid out once and not twice.
      studio.welcome();
      studio.show();
    } else {
      studio.show();
      studio.open(files);
    }
  }
}
