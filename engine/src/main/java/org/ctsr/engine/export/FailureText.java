package org.ctsr.engine.export;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;

/** Puts what stopped an export into words for the user. */
final class FailureText {
  /** Where PyTorch comes to the point, after its own call stack. */
  private static final String POINT = "RuntimeError: ";

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
    if (reason instanceof UncheckedIOException || reason instanceof OutOfDeviceMemoryException) {
      return file + ": could not be made, " + said;
    }
    if (reason instanceof OutOfMemoryError || reason.getCause() instanceof OutOfMemoryError) {
      return file
          + ": could not be made, there is not enough memory; close other programs, or make the"
          + " photo smaller";
    }
    return file
        + ": could not be made because of an error in the program or the model ("
        + line(reason.toString())
        + ")";
  }

  private static String line(String said) {
    return said.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(POINT))
        .findFirst()
        .orElseGet(() -> said.strip().lines().findFirst().orElse(""));
  }
}
