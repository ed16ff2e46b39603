package org.ctsr.app.batch;

import java.nio.file.Path;

/**
 * A file that was given to the batch.
 *
 * @param file absolute
 * @param relative its path below the folder that was given, whose structure is kept; else its name
 * @param refusal why it will not be enlarged; empty for a photo
 */
public record BatchPhoto(Path file, Path relative, String refusal) {
  /** A file to be enlarged. */
  static BatchPhoto photo(Path file, Path relative) {
    return new BatchPhoto(file, relative, "");
  }

  /** Its name for people. */
  String name() {
    return relative.toString();
  }
}
