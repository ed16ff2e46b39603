package org.ctsr.engine.image;

/** The rows of a photo in memory. */
public final class PhotoRowSource implements RowSource {
  private final RgbImage photo;
  private int next;

  /** From the first row on. */
  public PhotoRowSource(RgbImage photo) {
    this.photo = photo;
  }

  @Override
  public int width() {
    return photo.width();
  }

  @Override
  public int height() {
    return photo.height();
  }

  @Override
  public boolean isGrey() {
    return photo.isGrey();
  }

  @Override
  public boolean hasAlpha() {
    return photo.hasAlpha();
  }

  @Override
  public void nextRow(float[][] row) {
    for (int c = 0; c < 3; c++) {
      photo.readRegion(c, 0, next, photo.width(), 1, row[c], 0, photo.width());
    }
    if (photo.hasAlpha()) {
      photo.readRegion(RgbImage.ALPHA, 0, next, photo.width(), 1, row[3], 0, photo.width());
    }
    next++;
  }
}
