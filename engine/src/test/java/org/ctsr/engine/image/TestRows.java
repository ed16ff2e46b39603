package org.ctsr.engine.image;

import java.io.IOException;

/** Rows of a photo in memory, or of a function. */
class TestRows implements RowSource {
  /** Value of a channel at a place, in [0, 1]. */
  interface Picture {
    float value(int channel, int x, int y);
  }

  private final int width;
  private final int height;
  private final boolean grey;
  private final boolean alpha;
  private final Picture picture;
  private int y;

  TestRows(int width, int height, boolean grey, boolean alpha, Picture picture) {
    this.width = width;
    this.height = height;
    this.grey = grey;
    this.alpha = alpha;
    this.picture = picture;
  }

  static TestRows of(RgbImage image) {
    float[] value = new float[1];
    return new TestRows(
        image.width(),
        image.height(),
        image.isGrey(),
        image.hasAlpha(),
        (channel, x, y) -> {
          image.readRegion(channel, x, y, 1, 1, value, 0, 1);
          return value[0];
        });
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public boolean isGrey() {
    return grey;
  }

  @Override
  public boolean hasAlpha() {
    return alpha;
  }

  @Override
  public void nextRow(float[][] row) throws IOException {
    for (int c = 0; c < row.length; c++) {
      for (int x = 0; x < width; x++) {
        row[c][x] = picture.value(c, x, y);
      }
    }
    y++;
  }
}
