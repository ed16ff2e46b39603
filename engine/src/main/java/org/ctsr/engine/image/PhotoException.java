package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A photo that could not be read or written. The message names the file and the reason and can be
 * shown as it is.
 */
public class PhotoException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Message "{@code file}: {@code reason}". */
  public PhotoException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /** A sentence that names the file already. */
  public PhotoException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** As above, keeping what caused it. */
  public PhotoException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
