package org.ctsr.engine.view;

import org.ctsr.engine.image.RgbImage;

/** A photo, or its transparency, as B0. */
final class PhotoRows implements SampleRows {
  private final RgbImage photo;
  private final boolean alpha;

  /**
   * @param alpha whether every channel is the photo's alpha, which it must have
   */
  PhotoRows(RgbImage photo, boolean alpha) {
    this.photo = photo;
    this.alpha = alpha;
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
  public boolean hasDetail() {
    return false;
  }

  @Override
  public void read(int basis, int channel, int y, int x, int count, float[] target, int offset) {
    photo.readRegion(alpha ? RgbImage.ALPHA : channel, x, y, count, 1, target, offset, count);
    for (int i = offset; i < offset + count; i++) {
      target[i] = (target[i] + 0.5f) * ViewBasis.UNIT;
    }
  }
}
