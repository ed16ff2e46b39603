package org.ctsr.app.batch;

import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** How far a photo is, as an icon and a word. */
final class StatusCell extends TableCell<BatchRow, BatchRow.Status> {
  private static final Messages TEXTS = Messages.of(StatusCell.class);

  private final FontIcon icon = Icons.of(Material2OutlinedMZ.SCHEDULE);

  /** For {@link TableColumn#setCellFactory}. */
  static StatusCell in(TableColumn<BatchRow, BatchRow.Status> column) {
    return new StatusCell();
  }

  private StatusCell() {
    getStyleClass().add("status-cell");
  }

  @Override
  protected void updateItem(BatchRow.@Nullable Status status, boolean empty) {
    super.updateItem(status, empty);
    getStyleClass().removeIf(name -> name.startsWith("is-"));
    if (status == null || empty) {
      setText(null);
      setGraphic(null);
      return;
    }
    getStyleClass().add("is-" + status.name().toLowerCase(java.util.Locale.ROOT));
    icon.setIconCode(icon(status));
    setGraphic(icon);
    setText(TEXTS.get("status." + status));
  }

  private static Ikon icon(BatchRow.Status status) {
    return switch (status) {
      case WAITING -> Material2OutlinedMZ.SCHEDULE;
      case RUNNING -> Material2OutlinedMZ.PLAY_ARROW;
      case WRITTEN -> Material2OutlinedAL.CHECK_CIRCLE;
      case SKIPPED -> Material2OutlinedMZ.SKIP_NEXT;
      case FAILED -> Material2OutlinedAL.ERROR_OUTLINE;
      case CANCELLED -> Material2OutlinedAL.BLOCK;
    };
  }
}
