package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.Shortage;
import org.ctsr.engine.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * Reads, enlarges and writes one photo of an {@link ExportQueue} after the other, on its worker's
 * thread.
 */
final class TaskExport {
  private final ExportModel.Source models;
  private final RunFiles files;

  /** Of the photo at work, or else of the one before. */
  private volatile @Nullable PhotoExporter exporter;

  /** Used by the worker only. */
  private @Nullable String lastModel;

  /**
   * @param files what the queue reads and has written
   */
  TaskExport(ExportModel.Source models, RunFiles files) {
    this.models = models;
    this.files = files;
  }

  /**
   * What became of a task.
   *
   * @param message why it failed; null otherwise
   * @param shortage what it failed for want of; null if for another reason, or not
   */
  record Result(
      ExportTask.Status status,
      List<ExportOutcome> outcomes,
      @Nullable String message,
      @Nullable Shortage shortage) {
    private static Result of(List<ExportOutcome> outcomes) {
      for (ExportOutcome outcome : outcomes) {
        if (outcome.status() == ExportOutcome.Status.FAILED) {
          return new Result(
              ExportTask.Status.FAILED, outcomes, outcome.message(), outcome.shortage());
        }
      }
      return new Result(status(outcomes), outcomes, null, null);
    }

    private static Result failed(String message, Throwable reason) {
      return new Result(ExportTask.Status.FAILED, List.of(), message, Shortage.of(reason));
    }

    private static ExportTask.Status status(List<ExportOutcome> outcomes) {
      if (outcomes.stream().anyMatch(o -> o.status() == ExportOutcome.Status.CANCELLED)) {
        return ExportTask.Status.CANCELLED;
      }
      return outcomes.stream().allMatch(o -> o.status() == ExportOutcome.Status.SKIPPED)
          ? ExportTask.Status.SKIPPED
          : ExportTask.Status.DONE;
    }
  }

  /** Name of the model the last photo had. */
  @Nullable String lastModel() {
    return lastModel;
  }

  /** Makes the photo at work look again whether it is paused or cancelled. */
  void wake() {
    PhotoExporter current = exporter;
    if (current != null) {
      current.wake();
    }
  }

  /** Does all that a task asks for; whatever goes wrong is in the result. */
  Result run(ExportTask task, ExportProgress progress, Consumer<String> warnings) {
    try {
      return Result.of(export(task, progress, warnings));
    } catch (CancellationException e) {
      return new Result(ExportTask.Status.CANCELLED, List.of(), null, null);
    } catch (PhotoException e) {
      return Result.failed("" + e.getMessage(), e);
    } catch (ModelException e) {
      return Result.failed(task.photo() + ": its model cannot be used: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      // A defect, a library that is missing or too little memory must cost this photo only: without
      // its thread the queue would be waited for without end.
      return Result.failed(FailureText.of(task.photo(), e), e);
    }
  }

  private List<ExportOutcome> export(
      ExportTask task, ExportProgress progress, Consumer<String> warnings)
      throws PhotoException, ModelException {
    lastModel = task.settings().model();
    ExportModel model = models.open(lastModel);
    exporter = model.exporter();
    RgbImage photo =
        PhotoReader.read(task.photo(), task.settings().limits(), warnings, progress::isCancelled);
    try {
      return export(task, photo, model, progress, warnings);
    } finally {
      photo.release();
    }
  }

  private List<ExportOutcome> export(
      ExportTask task,
      RgbImage photo,
      ExportModel model,
      ExportProgress progress,
      Consumer<String> warnings)
      throws PhotoException {
    ExportPlanner planner = model.planner();
    double scale = planner.scale(task.photo(), task.settings());
    List<ExportTarget> targets =
        planner.plan(
            task.photo(), task.relative(), photo, task.settings(), warnings, progress::isCancelled);
    int width = PhotoExporter.enlarged(photo.width(), scale);
    int height = PhotoExporter.enlarged(photo.height(), scale);
    List<ExportOutcome> outcomes = new ArrayList<>();
    List<ExportTarget> possible = new ArrayList<>();
    for (ExportTarget target : targets) {
      // Before the network spends minutes on it.
      ExportOutcome refusal = refusal(task.photo(), photo, target, width, height);
      if (refusal == null) {
        possible.add(target);
      } else {
        outcomes.add(refusal);
      }
    }
    if (!possible.isEmpty()) {
      outcomes.addAll(model.exporter().export(photo, scale, possible, progress));
    }
    for (ExportOutcome outcome : outcomes) {
      if (outcome.status() == ExportOutcome.Status.WRITTEN
          || outcome.status() == ExportOutcome.Status.SKIPPED) {
        files.addResult(outcome.file(), task.photo());
      }
      outcome.warnings().forEach(warnings);
    }
    return outcomes;
  }

  private @Nullable ExportOutcome refusal(
      Path file, RgbImage photo, ExportTarget target, int width, int height) {
    String clash = files.refusal(file, target.file(), target.settings().conflicts());
    if (clash != null) {
      return ExportOutcome.failed(target, width, height, clash);
    }
    try {
      return PhotoWriter.check(
                  width, height, photo.isGrey(), photo.hasAlpha(), target.settings(), target.file())
              .isPresent()
          ? null
          : ExportOutcome.skipped(target, width, height);
    } catch (PhotoException e) {
      return ExportOutcome.failed(target, width, height, "" + e.getMessage());
    }
  }
}
