package org.ctsr.engine.metric;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file needed for measuring that could not be used. The message names the file and the reason and
 * can be shown as it is.
 */
public class MetricException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Message "{@code file}: {@code reason}". */
  public MetricException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /** As above, keeping what caused it. */
  public MetricException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
