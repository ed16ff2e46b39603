package org.ctsr.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes of a folder what a file manager makes of it that is told to compress it. */
public final class ZippedFolder {
  private ZippedFolder() {}

  /** The archive holds the folder itself. */
  public static void write(Path folder, Path archive) throws IOException {
    Path parent = Objects.requireNonNull(folder.getParent());
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = parent.relativize(file).toString().replace('\\', '/');
        out.putNextEntry(new ZipEntry(name));
        Files.copy(file, out);
      }
    }
  }
}
