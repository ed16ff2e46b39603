package org.ctsr.app;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;
import org.ctsr.engine.model.ModelLibrary;

/** The JavaFX application with the services of this machine. */
public final class StudioApplication extends Application {
  /** JavaFX makes it. */
  public StudioApplication() {}

  @Override
  public void start(Stage stage) {
    Studio studio =
        new Studio(
            stage,
            AppPaths.standard(),
            ModelLibrary.standard(),
            address -> getHostServices().showDocument(address));
    studio.show();
    List<Path> files = getParameters().getRaw().stream().map(Path::of).toList();
    if (files.isEmpty()) {
      studio.welcome();
    } else {
      studio.open(files);
    }
  }
}
