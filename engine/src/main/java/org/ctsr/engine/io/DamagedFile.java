package org.ctsr.engine.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps a file that cannot be understood, out of the way of the one that takes its place. */
public final class DamagedFile {
  private DamagedFile() {}

  /**
   * Renames a file to {@code NAME.damaged}, in place of one set aside before.
   *
   * @return where it is now
   */
  public static Path setAside(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
  }
}
