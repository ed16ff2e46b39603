package org.ctsr.app.batch;

import javafx.scene.control.TableCell;
import javafx.scene.image.ImageView;
import org.ctsr.app.fx.Picture;
import org.jspecify.annotations.Nullable;

/** A small picture of a photo, asked for when the row comes into view. */
final class PictureCell extends TableCell<BatchRow, Picture> {
  /** Screen pixels. */
  private static final int WIDTH = 44;

  private static final int HEIGHT = 30;

  /** Pixels of a picture; twice those of the screen, for fine screens. */
  private static final int SIDE = 2 * WIDTH;

  private final BatchActions actions;
  private final ImageView view = new ImageView();
  private volatile @Nullable BatchRow shown;

  PictureCell(BatchActions actions) {
    this.actions = actions;
    getStyleClass().add("picture-cell");
    view.setFitWidth(WIDTH);
    view.setFitHeight(HEIGHT);
    view.setPreserveRatio(true);
    view.setSmooth(true);
  }

  @Override
  protected void updateItem(@Nullable Picture picture, boolean empty) {
    super.updateItem(picture, empty);
    BatchRow row = getTableRow() == null ? null : getTableRow().getItem();
    if (empty || row == null) {
      shown = null;
      setGraphic(null);
      return;
    }
    if (picture != null) {
      shown = row;
      view.setImage(picture.toImage());
      setGraphic(view);
      return;
    }
    setGraphic(null);
    if (shown != row && !row.isRefused()) {
      shown = row;
      actions.makePicture(row.photo().file(), SIDE, () -> shown == row, row::show);
    }
    shown = row;
  }
}
