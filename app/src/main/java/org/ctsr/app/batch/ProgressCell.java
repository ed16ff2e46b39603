package org.ctsr.app.batch;

import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A bar while a photo is at work, full once its result is there. */
final class ProgressCell extends TableCell<BatchRow, Double> {
  /** No bar. */
  private static final double NONE = -1;

  private final ProgressBar bar = new ProgressBar();

  ProgressCell() {
    bar.setMaxWidth(Double.MAX_VALUE);
  }

  /** What the cell of a photo shows. */
  static double share(BatchRow row) {
    return switch (row.status()) {
      case RUNNING, WRITTEN -> row.progressProperty().get();
      case WAITING, SKIPPED, FAILED, CANCELLED -> NONE;
    };
  }

  @Override
  protected void updateItem(@Nullable Double share, boolean empty) {
    super.updateItem(share, empty);
    if (empty || share == null || share < 0) {
      setGraphic(null);
      return;
    }
    bar.setProgress(share);
    setGraphic(bar);
  }
}
