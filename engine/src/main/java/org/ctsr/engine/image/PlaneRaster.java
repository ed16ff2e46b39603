package org.ctsr.engine.image;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * Where the JDK's JPEG and PNG decoders put a picture: takes their rows or pixels as they come and
 * stores them in planes, holding one row. Needs {@link #finish} at the end.
 */
final class PlaneRaster extends WritableRaster {
  private final Pixels pixels;
  private final boolean rowsReturn;
  private final int[][] row;
  private int y = -1;

  /**
   * @param bands of the decoder, which fill as many of the first planes
   * @param rowsReturn whether a row can come several times (interlaced), to be completed then
   */
  PlaneRaster(Pixels pixels, int bands, boolean rowsReturn) {
    super(
        model(pixels, bands),
        // Never looked at: all access is through what is overridden here.
        pixels.bitDepth == 8 ? new DataBufferByte(1, bands) : new DataBufferUShort(1, bands),
        new Point());
    this.pixels = pixels;
    this.rowsReturn = rowsReturn;
    this.row = new int[bands][pixels.width];
  }

  private static BandedSampleModel model(Pixels pixels, int bands) {
    int[] banks = new int[bands];
    Arrays.setAll(banks, i -> i);
    return new BandedSampleModel(
        type(pixels), pixels.width, pixels.height, pixels.width, banks, new int[bands]);
  }

  private static int type(Pixels pixels) {
    return pixels.bitDepth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
  }

  /**
   * An image for {@link javax.imageio.ImageReadParam#setDestination}. Its colour model claims sRGB
   * (or the JDK's grey) so that no decoder converts.
   */
  BufferedImage asImage() {
    int bands = row.length;
    boolean alpha = bands % 2 == 0;
    ColorSpace space = ColorSpace.getInstance(bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    int transparency = alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
    return new BufferedImage(
        new ComponentColorModel(space, alpha, false, transparency, type(pixels)),
        this,
        false,
        null);
  }

  private void moveTo(int newY) {
    if (newY == y) {
      return;
    }
    finish();
    y = newY;
    if (rowsReturn) {
      for (int band = 0; band < row.length; band++) {
        pixels.readRow(band, y, row[band]);
      }
    }
  }

  /** Stores what was written last. */
  void finish() {
    if (y >= 0) {
      for (int band = 0; band < row.length; band++) {
        pixels.writeRow(band, y, row[band]);
      }
    }
  }

  @Override
  public void setPixel(int x, int newY, int[] samples) {
    moveTo(newY);
    for (int band = 0; band < row.length; band++) {
      row[band][x] = samples[band];
    }
  }

  @Override
  public void setRect(int dx, int dy, Raster source) {
    int width = source.getWidth();
    int[] samples = new int[width];
    for (int j = 0; j < source.getHeight(); j++) {
      moveTo(dy + source.getMinY() + j);
      for (int band = 0; band < row.length; band++) {
        source.getSamples(source.getMinX(), source.getMinY() + j, width, 1, band, samples);
        System.arraycopy(samples, 0, row[band], dx + source.getMinX(), width);
      }
    }
  }
}
