package org.ctsr.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files through a hidden temporary file beside them, so that no reader sees a half. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes or replaces a file. If that fails the old file, if any, is still there and nothing else.
   *
   * @throws IOException if its folder is missing or cannot be written to, or the disk is full
   */
  public static void write(Path file, byte[] content) throws IOException {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    Path temporary = file.resolveSibling("." + unique + ".part");
    try {
      // Not Files.createTempFile, whose files only their owner may read.
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
