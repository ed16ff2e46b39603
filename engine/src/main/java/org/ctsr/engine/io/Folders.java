package org.ctsr.engine.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes folders. */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder and those above it, unless it is there; a link to a folder counts as one.
   *
   * @throws java.nio.file.FileAlreadyExistsException if something else is there
   */
  public static void create(Path folder) throws IOException {
    // Some JDKs refuse to "create" a link to a folder (JDK-8294193).
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }

  /** Makes the folder a file is to be in, as {@link #create}. */
  public static void createFor(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      create(folder);
    }
  }
}
