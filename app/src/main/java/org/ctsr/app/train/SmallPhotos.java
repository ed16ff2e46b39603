package org.ctsr.app.train;

import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.tile.Rectangle;

/** Parts of photos. */
final class SmallPhotos {
  private SmallPhotos() {}

  /** A copy of a part, 8 bits a sample. */
  static RgbImage cut(RgbImage photo, Rectangle part) {
    SamplePlane[] planes = new SamplePlane[3];
    float[] values = new float[part.width() * part.height()];
    for (int c = 0; c < planes.length; c++) {
      photo.readRegion(c, part.x(), part.y(), part.width(), part.height(), values, 0, part.width());
      byte[] samples = new byte[values.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) Math.round(255 * values[i]);
      }
      planes[c] = SamplePlane.of(samples);
    }
    return RgbImage.rgb(
        part.width(), part.height(), planes[0], planes[1], planes[2], null, Metadata.NONE);
  }
}
