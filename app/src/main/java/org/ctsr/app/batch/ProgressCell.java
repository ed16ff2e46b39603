package org.ctsr.app.batch;

import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A bar while a photo is at work. */
final class ProgressCell extends TableCell<BatchRow, Number> {
  private final ProgressBar bar = new ProgressBar();

  ProgressCell() {
    bar.setMaxWidth(Double.MAX_VALUE);
  }

  @Override
  protected void updateItem(@Nullable Number share, boolean empty) {
    super.updateItem(share, empty);
    BatchRow row = getTableRow() == null ? null : getTableRow().getItem();
    boolean busy = row != null && row.status() == BatchRow.Status.RUNNING;
    if (empty || share == null || !(busy || share.doubleValue() >= 1)) {
      setGraphic(null);
      return;
    }
    bar.setProgress(share.doubleValue());
    setGraphic(bar);
  }
}
