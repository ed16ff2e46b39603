package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.image.Shortage;
import org.jspecify.annotations.Nullable;

/**
 * One photo of an {@link ExportQueue} and how far it is; a snapshot.
 *
 * @param id number within the queue
 * @param photo the photo's file
 * @param relative its path below the folder that was added, or just its name
 * @param settings how it is to be enlarged
 * @param status how far it is
 * @param tilesDone tiles that went through the network
 * @param tilesTotal tiles in all; 0 until the photo was read
 * @param outcomes what became of its results
 * @param message why it failed; null otherwise
 * @param warnings sentences for the user
 * @param seconds time it took so far
 * @param shortage what it failed for want of; null if for another reason, or not
 */
public record ExportTask(
    long id,
    Path photo,
    Path relative,
    ExportSettings settings,
    Status status,
    int tilesDone,
    int tilesTotal,
    List<ExportOutcome> outcomes,
    @Nullable String message,
    List<String> warnings,
    double seconds,
    @Nullable Shortage shortage) {
  /** How far a photo is. */
  public enum Status {
    /** Not begun. */
    WAITING,
    /** Being read or enlarged. */
    RUNNING,
    /** Every result is there. */
    DONE,
    /** Every result was there before and was left alone. */
    SKIPPED,
    /** At least one result is missing. */
    FAILED,
    /** Stopped by the user. */
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
      return this != WAITING && this != RUNNING;
    }
  }

  static ExportTask waiting(long id, Path photo, Path relative, ExportSettings settings) {
    return new ExportTask(
        id, photo, relative, settings, Status.WAITING, 0, 0, List.of(), null, List.of(), 0, null);
  }

  ExportTask with(Status newStatus) {
    return new ExportTask(
        id,
        photo,
        relative,
        settings,
        newStatus,
        tilesDone,
        tilesTotal,
        outcomes,
        message,
        warnings,
        seconds,
        shortage);
  }

  /** A tile in flight when the photo came to its end changes nothing: that is told once. */
  ExportTask withTiles(int done, int total, double newSeconds) {
    if (status != Status.RUNNING) {
      return this;
    }
    return new ExportTask(
        id,
        photo,
        relative,
        settings,
        status,
        done,
        total,
        outcomes,
        message,
        warnings,
        newSeconds,
        shortage);
  }

  ExportTask withWarning(String warning) {
    List<String> all = new java.util.ArrayList<>(warnings);
    all.add(warning);
    return new ExportTask(
        id,
        photo,
        relative,
        settings,
        status,
        tilesDone,
        tilesTotal,
        outcomes,
        message,
        List.copyOf(all),
        seconds,
        shortage);
  }

  ExportTask ended(
      Status newStatus,
      List<ExportOutcome> newOutcomes,
      @Nullable String why,
      @Nullable Shortage wanting,
      double newSeconds) {
    return new ExportTask(
        id,
        photo,
        relative,
        settings,
        newStatus,
        tilesDone,
        tilesTotal,
        List.copyOf(newOutcomes),
        why,
        warnings,
        newSeconds,
        wanting);
  }
}
