package org.ctsr.engine.training;

import org.ctsr.engine.metric.MeasuredImage;
import org.jspecify.annotations.Nullable;

/**
 * Whole blocks of NIQE of each patch side by side, so that no block crosses a seam, and without
 * empty places, which NIQE would measure too.
 */
final class Montage {
  /** Side of NIQE's blocks, HR pixels. */
  private static final int BLOCK = 96;

  private static final int MOST_COLUMNS = 6;

  private final int count;
  private float @Nullable [][] planes;
  private int columns;
  private int rows;
  private int side;
  private int added;

  /**
   * @param count how many patches will be added, all of one size
   */
  Montage(int count) {
    this.count = count;
  }

  void add(MeasuredImage picture) {
    float[][] target = planes;
    if (target == null) {
      side = Math.max(1, picture.width() / BLOCK) * BLOCK;
      side = Math.min(side, picture.width());
      columns = columns(count, side);
      rows = count / columns;
      target = new float[3][width() * height()];
      planes = target;
    }
    if (added == columns * rows) {
      return;
    }
    float[] values = picture.region(0, 0, side, side).toPlanar();
    int x = added % columns * side;
    int y = added / columns * side;
    for (int c = 0; c < 3; c++) {
      for (int j = 0; j < side; j++) {
        System.arraycopy(values, (c * side + j) * side, target[c], (y + j) * width() + x, side);
      }
    }
    added++;
  }

  private static int columns(int count, int side) {
    for (int columns = Math.min(MOST_COLUMNS, count); columns > 1; columns--) {
      if (count % columns == 0) {
        return columns;
      }
    }
    // No block fits into a single column of patches smaller than one: some are left out instead.
    return side < BLOCK ? Math.min(MOST_COLUMNS, count) : 1;
  }

  private int width() {
    return columns * side;
  }

  private int height() {
    return rows * side;
  }

  MeasuredImage picture() {
    float[][] made = planes;
    if (made == null) {
      throw new IllegalStateException("no picture was added");
    }
    return MeasuredImage.of(width(), height(), made);
  }
}
