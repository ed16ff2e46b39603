package org.ctsr.engine.image;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * The only tile of a {@link RowImage#forJpeg}: holds no samples, makes its rows when children of
 * them are asked for.
 */
final class RowRaster extends Raster {
  private final RowImage image;

  RowRaster(RowImage image) {
    super(
        image.getSampleModel(),
        new DataBufferByte(1),
        new Rectangle(image.getWidth(), image.getHeight()),
        new Point(),
        null);
    this.image = image;
  }

  @Override
  public Raster createChild(
      int x, int y, int w, int h, int childX, int childY, int @Nullable [] bands) {
    return image.getData(new Rectangle(x, y, w, h)).createChild(x, y, w, h, childX, childY, bands);
  }
}
