package org.ctsr.engine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.ctsr.engine.image.Shortage;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.io.FileFailure;
import org.ctsr.engine.metric.MetricException;

/**
 * Puts into words why one picture of many could not be measured. That it fails must not cost what
 * was measured of the others, whatever it is.
 */
final class PictureFailure {
  private PictureFailure() {}

  /**
   * A sentence that names a file.
   *
   * @param file the picture at work
   */
  static String sentence(Path file, Throwable failure) {
    if (failure instanceof MetricException) {
      return file + ": " + failure.getMessage(); // names the network it is measured with
    }
    if (failure instanceof IOException io) {
      String advice = Shortage.of(failure) == Shortage.MEMORY ? MemoryAdvice.REMARK : "";
      return FileFailure.sentence(io) + advice; // names its file itself
    }
    if (failure instanceof UserException) {
      return "" + failure.getMessage();
    }
    if (failure instanceof OutOfMemoryError) {
      return file + ": could not be measured, there is not enough memory; " + MemoryAdvice.CLAUSE;
    }
    boolean known =
        failure instanceof UncheckedIOException || failure instanceof OutOfDeviceMemoryException;
    String said = String.valueOf(known ? failure.getMessage() : failure.toString());
    // The rest of what PyTorch says is its own call stack.
    return file + ": could not be measured (" + said.strip().lines().findFirst().orElse("") + ")";
  }
}
