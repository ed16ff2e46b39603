package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.image.Shortage;
import org.ctsr.engine.render.Realness;
import org.jspecify.annotations.Nullable;

/**
 * What became of one {@link ExportTarget}.
 *
 * @param file the file written or, if skipped or failed, the one that was meant
 * @param realness the result's
 * @param status what happened
 * @param message why it failed; null otherwise
 * @param width pixels in a row of the result
 * @param height its rows
 * @param warnings sentences for the user
 * @param shortage what it failed for want of; null if for another reason, or not
 */
public record ExportOutcome(
    Path file,
    Realness realness,
    Status status,
    @Nullable String message,
    int width,
    int height,
    List<String> warnings,
    @Nullable Shortage shortage) {
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

  /** An outcome that nothing was wanting for. */
  public ExportOutcome(
      Path file,
      Realness realness,
      Status status,
      @Nullable String message,
      int width,
      int height,
      List<String> warnings) {
    this(file, realness, status, message, width, height, warnings, null);
  }

  /** An existing file was left alone. */
  static ExportOutcome skipped(ExportTarget target, int width, int height) {
    return new ExportOutcome(
        target.file(), target.realness(), Status.SKIPPED, null, width, height, List.of());
  }

  /** Nothing was written. */
  static ExportOutcome failed(ExportTarget target, int width, int height, String message) {
    return new ExportOutcome(
        target.file(), target.realness(), Status.FAILED, message, width, height, List.of());
  }

  /** Nothing was written, because of this. */
  static ExportOutcome failed(
      ExportTarget target, int width, int height, String message, Throwable reason) {
    return new ExportOutcome(
        target.file(),
        target.realness(),
        Status.FAILED,
        message,
        width,
        height,
        List.of(),
        Shortage.of(reason));
  }

  /** The user stopped it. */
  static ExportOutcome cancelled(ExportTarget target, int width, int height) {
    return new ExportOutcome(
        target.file(), target.realness(), Status.CANCELLED, null, width, height, List.of());
  }
}
