package org.ctsr.app.batch;

import org.ctsr.app.fx.Picture;
import org.jspecify.annotations.Nullable;

/** Asks for the pictures of the rows that come into one cell. Used on the FX thread. */
final class PictureRequest {
  private final BatchActions actions;
  private final HeldPictures held;
  private final int side;
  private volatile @Nullable BatchRow shown;

  /** Whether the picture of the row that is shown was asked for and has not come. */
  private boolean asked;

  /**
   * @param held where pictures that came are held
   * @param side largest side of a picture
   */
  PictureRequest(BatchActions actions, HeldPictures held, int side) {
    this.actions = actions;
    this.held = held;
    this.side = side;
  }

  /**
   * Says what the cell shows now.
   *
   * @param row null for none
   * @param picture of the row; null if it has none, or none any more
   */
  void show(@Nullable BatchRow row, @Nullable Picture picture) {
    asked &= row == shown;
    shown = row;
    if (row == null) {
      return;
    }
    if (picture != null) {
      asked = false;
      held.touch(row);
    } else if (!asked && !row.isRefused()) {
      asked = true;
      actions.makePicture(row.photo().file(), side, () -> shown == row, made -> come(row, made));
    }
  }

  private void come(BatchRow row, Picture made) {
    row.show(made);
    // It may be out of view again, so that no cell has said that it is there.
    held.touch(row);
  }
}
