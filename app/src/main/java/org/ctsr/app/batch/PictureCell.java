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

  private final PictureRequest request;
  private final ImageView view = new ImageView();

  /**
   * @param held the pictures of all cells
   */
  PictureCell(BatchActions actions, HeldPictures held) {
    request = new PictureRequest(actions, held, SIDE);
    getStyleClass().add("picture-cell");
    view.setFitWidth(WIDTH);
    view.setFitHeight(HEIGHT);
    view.setPreserveRatio(true);
    view.setSmooth(true);
  }

  @Override
  protected void updateItem(@Nullable Picture picture, boolean empty) {
    super.updateItem(picture, empty);
    BatchRow row = empty || getTableRow() == null ? null : getTableRow().getItem();
    if (row == null || picture == null) {
      setGraphic(null);
    } else {
      view.setImage(picture.toImage());
      setGraphic(view);
    }
    request.show(row, picture);
  }
}
