package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link ExportTarget}.
 *
 * @param file the file written or, if skipped or failed, the one that was meant
 * @param status what happened
 * @param message why it failed; null otherwise
 * @param width pixels in a row of the result
 * @param height its rows
 * @param warnings sentences for the user
 */
public record ExportOutcome(
    Path file,
    Status status,
    @Nullable String message,
    int width,
    int height,
    List<String> warnings) {
  /** What happened to a result. */
  public enum Status {
    /** The file is there. */
    WRITTEN,
    /** An existing file was left as it is. */
    SKIPPED,
    /** Nothing was written; the message says why. */
    FAILED,
    /** The user stopped it; nothing was written. */
    CANCELLED
  }
}
