package org.ctsr.app.settings;

import java.nio.file.Path;

/**
 * Where the program keeps what is its own.
 *
 * @param home folder of settings and logs
 */
public record AppPaths(Path home) {
  /**
   * {@code .ctsr} in the user's home, or the folder named by the system property {@code ctsr.user}.
   */
  public static AppPaths standard() {
    String chosen = System.getProperty("ctsr.user");
    return new AppPaths(
        chosen != null ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".ctsr"));
  }

  /** The settings. */
  public Path settings() {
    return home.resolve("settings.json");
  }

  /** What a batch did not finish. */
  public Path batch() {
    return home.resolve("batch.json");
  }

  /** Models of the user's own. */
  public Path models() {
    return home.resolve("models");
  }

  /** Trainings, each in a folder of its own. */
  public Path trainings() {
    return home.resolve("training");
  }

  /** Libraries for graphics cards, and which ones are used. */
  public Path gpu() {
    return home.resolve("gpu");
  }

  /** Folder of the log files. */
  public Path logs() {
    return home.resolve("logs");
  }
}
