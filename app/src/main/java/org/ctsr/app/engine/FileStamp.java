package org.ctsr.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from the same one after it was written again.
 *
 * @param changed when it was written
 * @param bytes its length
 */
public record FileStamp(FileTime changed, long bytes) {
  /** A file's; null if it cannot be asked. Not for the window's thread: a network may hang. */
  public static @Nullable FileStamp of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(attributes.lastModifiedTime(), attributes.size());
    } catch (IOException e) {
      return null;
    }
  }
}
