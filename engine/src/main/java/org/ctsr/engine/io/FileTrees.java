package org.ctsr.engine.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folders. */
public final class FileTrees {
  private FileTrees() {}

  /**
   * Puts a folder in the place of another, which may be missing; if that fails, the old one is
   * there as it was. All are on one disk.
   *
   * @param aside where the old one is then; nothing may be there
   */
  public static void replace(Path old, Path by, Path aside) throws IOException {
    boolean replaced = Files.exists(old);
    if (replaced) {
      Files.move(old, aside, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(by, old, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaced) {
        Files.move(aside, old, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
  }

  /**
   * Deletes a folder and all in it; links are deleted, not followed. Nothing if it is not there.
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
