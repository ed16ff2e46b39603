package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.List;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Reasons;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportTask;
import org.jspecify.annotations.Nullable;

/** What the queue says of a photo, as its row shows it. */
final class TaskReport {
  private static final Messages TEXTS = Messages.of(TaskReport.class);

  private TaskReport() {}

  static void show(ExportTask task, BatchRow row, BatchRows rows) {
    ExportOutcome outcome = task.outcomes().isEmpty() ? null : task.outcomes().get(0);
    Path file = row.photo().file();
    switch (task.status()) {
      case WAITING -> {}
      case RUNNING ->
          rows.set(
              row,
              BatchRow.Status.RUNNING,
              task.tilesTotal() == 0 ? 0 : (double) task.tilesDone() / task.tilesTotal(),
              "");
      case DONE -> {
        row.setResult(outcome == null ? null : outcome.file());
        rows.set(row, BatchRow.Status.WRITTEN, 1, written(file, outcome, task.warnings()));
      }
      case SKIPPED -> {
        row.setResult(outcome == null ? null : outcome.file());
        rows.set(
            row,
            BatchRow.Status.SKIPPED,
            0,
            TEXTS.get("row.exists", outcome == null ? "" : outcome.file().getFileName()));
      }
      case FAILED ->
          rows.set(
              row,
              BatchRow.Status.FAILED,
              0,
              Reasons.without(file, String.valueOf(task.message())));
      case CANCELLED -> rows.set(row, BatchRow.Status.CANCELLED, 0, "");
    }
  }

  private static String written(
      Path photo, @Nullable ExportOutcome outcome, List<String> warnings) {
    StringBuilder text = new StringBuilder();
    if (outcome != null) {
      text.append(
          TEXTS.get(
              "row.written",
              outcome.file().getFileName(),
              String.valueOf(outcome.width()),
              String.valueOf(outcome.height())));
    }
    for (String warning : warnings) {
      text.append(text.isEmpty() ? "" : "; ").append(Reasons.without(photo, warning));
    }
    return text.toString();
  }
}
