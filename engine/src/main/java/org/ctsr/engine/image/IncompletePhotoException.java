package org.ctsr.engine.image;

import java.nio.file.Path;

/** A photo of which only a part could be read, for those who need all of it. */
public final class IncompletePhotoException extends PhotoException {
  private static final long serialVersionUID = 1L;

  IncompletePhotoException(Path file, String reason) {
    super(file, reason);
  }
}
