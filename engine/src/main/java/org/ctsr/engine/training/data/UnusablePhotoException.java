package org.ctsr.engine.training.data;

import java.nio.file.Path;
import org.ctsr.engine.image.PhotoException;

/** No patch can be cut from one of the photographs; the others may be sound. */
public final class UnusablePhotoException extends PhotoException {
  private static final long serialVersionUID = 1L;

  private final transient Path photo;

  UnusablePhotoException(Path photo, String reason) {
    super(photo, reason);
    this.photo = photo;
  }

  /**
   * @param cause names the file already
   */
  UnusablePhotoException(Path photo, PhotoException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.photo = photo;
  }

  /** The file, as the list or the search of the folder names it. */
  public Path photo() {
    return photo;
  }
}
