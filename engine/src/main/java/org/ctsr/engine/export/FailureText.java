package org.ctsr.engine.export;

import java.nio.file.Path;
import org.ctsr.engine.image.PhotoException;

/** Puts what stopped an export into words for the user. */
final class FailureText {
  private FailureText() {}

  /**
   * A sentence that begins with a file.
   *
   * @param file the photo or the result that is not made
   */
  static String of(Path file, Throwable reason) {
    String said = reason.getMessage();
    if (reason instanceof PhotoException && said != null) {
      return said; // names its file itself
    }
    if (reason instanceof OutOfMemoryError) {
      return file
          + ": could not be made, there is not enough memory; close other photos, or give the"
          + " program more memory (java option -Xmx)";
    }
    return file + ": could not be made because of an error in the program (" + reason + ")";
  }
}
