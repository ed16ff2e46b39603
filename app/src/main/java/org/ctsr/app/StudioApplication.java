package org.ctsr.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    List<String> others = new ArrayList<>();
    List<Path> files = files(getParameters().getRaw(), others::add);
    if (files.isEmpty()) {
      // Before the window is shown, which is then laid out once and not twice.
      studio.welcome();
      studio.show();
    } else {
      studio.show();
      studio.open(files);
    }
    others.forEach(studio::tellOfNoFile);
  }

  /**
   * What is to be opened.
   *
   * @param other receives what no file can be called, such as {@code *.jpg} on Windows
   */
  static List<Path> files(List<String> names, Consumer<String> other) {
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      try {
        files.add(Path.of(name));
      } catch (InvalidPathException e) {
        other.accept(name);
      }
    }
    return files;
  }
}
