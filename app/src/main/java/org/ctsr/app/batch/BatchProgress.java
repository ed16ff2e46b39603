package org.ctsr.app.batch;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Sizes;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch is, in numbers and in words. They change when {@link #show} is called and not
 * with every row, of which a portion has hundreds.
 */
final class BatchProgress {
  private static final Messages TEXTS = Messages.of(BatchProgress.class);

  private final BatchRows rows;
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper failed = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper finished = new ReadOnlyIntegerWrapper();

  BatchProgress(BatchRows rows) {
    this.rows = rows;
  }

  /**
   * Counts again.
   *
   * @param run null while nothing is at work
   */
  void show(@Nullable BatchRun run) {
    waiting.set(rows.count(BatchRow.Status.WAITING));
    failed.set(rows.count(BatchRow.Status.FAILED));
    finished.set(
        rows.count(BatchRow.Status.WRITTEN)
            + rows.count(BatchRow.Status.SKIPPED)
            + rows.count(BatchRow.Status.CANCELLED));
    if (run == null) {
      int files = rows.readOnly().size();
      share.set(0);
      text.set(files == 0 ? "" : TEXTS.get("progress.waiting", files, waiting.get()));
      return;
    }
    double running = rows.runningShare();
    share.set(run.share(running));
    long left = run.secondsLeft(running);
    text.set(
        run.isPaused()
            ? TEXTS.get("progress.paused", run.ended(), run.total())
            : left < 0
                ? TEXTS.get("progress.running", run.ended(), run.total())
                : TEXTS.get("progress.left", run.ended(), run.total(), Sizes.duration(left)));
  }

  ReadOnlyDoubleProperty shareProperty() {
    return share.getReadOnlyProperty();
  }

  ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  ReadOnlyIntegerProperty failedProperty() {
    return failed.getReadOnlyProperty();
  }

  ReadOnlyIntegerProperty finishedProperty() {
    return finished.getReadOnlyProperty();
  }
}
