package org.ctsr.engine.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Puts into words what the system says of a file, which often is its name and nothing else. */
public final class FileFailure {
  private FileFailure() {}

  /** "{@code file}: {@code reason}", or the reason alone if the file is not known. */
  public static String sentence(IOException failure) {
    String file = failure instanceof FileSystemException known ? known.getFile() : null;
    return file == null ? reason(failure) : file + ": " + reason(failure);
  }

  /** The reason alone. */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied; choose a place that is yours, or change its permissions";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "is in the way; move or rename it";
    }
    if (failure instanceof NotDirectoryException) {
      return "is not a folder";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "is a folder that is not empty";
    }
    String said =
        failure instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : failure.getMessage();
    if (said == null || said.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return isFull(said) ? said + "; make room and try again" : said;
  }

  private static boolean isFull(String reason) {
    String lower = reason.toLowerCase(Locale.ROOT);
    return lower.contains("no space left") || lower.contains("not enough space");
  }
}
