package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A photo that could not be read or written. The message names the file and the reason and can be
 * shown as it is.
 */
public class PhotoException extends IOException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Shortage shortage;

  /** Message "{@code file}: {@code reason}". */
  public PhotoException(Path file, String reason) {
    super(file + ": " + reason);
    shortage = null;
  }

  /** As above, for want of something. */
  PhotoException(Path file, String reason, Shortage shortage) {
    super(file + ": " + reason);
    this.shortage = shortage;
  }

  /** A sentence that names the file already. */
  public PhotoException(String sentence, Throwable cause) {
    super(sentence, cause);
    shortage = null;
  }

  /** As above, keeping what caused it. */
  public PhotoException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
    shortage = null;
  }

  /** Package-private: {@link Shortage#of} looks at the causes too. */
  @Nullable Shortage shortage() {
    return shortage;
  }
}
