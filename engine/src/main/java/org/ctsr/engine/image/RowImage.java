package org.ctsr.engine.image;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Shows a {@link RowSource} to ImageIO writers as an image whose rows are made when asked for. Only
 * the rows of the last request are held; earlier ones cannot be asked for again.
 */
final class RowImage implements RenderedImage {
  private final RowSource source;
  private final boolean oneTile;
  private final int bitDepth;
  private final boolean alpha;
  private final int bands;
  private final ColorModel colorModel;
  private final SampleModel sampleModel;
  private final float[][] row;
  private int produced;
  private @Nullable WritableRaster last;

  /**
   * @param keepAlpha false composites on white
   */
  RowImage(RowSource source, int bitDepth, boolean keepAlpha) {
    this(source, bitDepth, keepAlpha, false);
  }

  private RowImage(RowSource source, int bitDepth, boolean keepAlpha, boolean oneTile) {
    this.source = source;
    this.oneTile = oneTile;
    this.bitDepth = bitDepth;
    alpha = source.hasAlpha() && keepAlpha;
    bands = (source.isGrey() ? 1 : 3) + (alpha ? 1 : 0);
    row = new float[source.hasAlpha() ? 4 : 3][source.width()];
    int type = bitDepth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    ColorSpace space =
        ColorSpace.getInstance(source.isGrey() ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    colorModel =
        new ComponentColorModel(
            space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
    // Of one row: Java has no sample model for more than 2^31 samples, and pictures may have more.
    sampleModel = sampleModel(1);
  }

  /**
   * For the JDK's JPEG writer, which would copy an image of several tiles whole but takes the rows
   * of a single one as it goes. 8 bits, without alpha.
   */
  static RowImage forJpeg(RowSource source) {
    return new RowImage(source, 8, false, true);
  }

  private PixelInterleavedSampleModel sampleModel(int rows) {
    int[] offsets = new int[bands];
    for (int i = 0; i < bands; i++) {
      offsets[i] = i;
    }
    int type = bitDepth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    return new PixelInterleavedSampleModel(
        type, source.width(), rows, bands, bands * source.width(), offsets);
  }

  @Override
  public Raster getData(Rectangle region) {
    WritableRaster held = last;
    int end = region.y + region.height;
    if (held == null || region.y < held.getMinY() || end > held.getMinY() + held.getHeight()) {
      held = produce(region.y, region.height);
      last = held;
    }
    return held.createChild(
        region.x, region.y, region.width, region.height, region.x, region.y, null);
  }

  private WritableRaster produce(int y, int rows) {
    if (y != produced) {
      throw new IllegalStateException("row " + y + " asked for after " + produced + " rows");
    }
    int samples = Math.multiplyExact(bands * source.width(), rows);
    DataBuffer buffer = bitDepth == 8 ? new DataBufferByte(samples) : new DataBufferUShort(samples);
    for (int j = 0; j < rows; j++) {
      try {
        source.nextRow(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      pack(buffer, j * bands * source.width());
    }
    produced += rows;
    return Raster.createWritableRaster(sampleModel(rows), buffer, new Point(0, y));
  }

  private void pack(DataBuffer buffer, int offset) {
    int colors = source.isGrey() ? 1 : 3;
    boolean onWhite = source.hasAlpha() && !alpha;
    int width = source.width();
    float max = bitDepth == 8 ? 255f : 65535f;
    byte[] bytes = buffer instanceof DataBufferByte b ? b.getData() : null;
    short[] shorts = buffer instanceof DataBufferUShort s ? s.getData() : null;
    for (int band = 0; band < bands; band++) {
      float[] plane = row[band == colors ? 3 : band];
      for (int x = 0, i = offset + band; x < width; x++, i += bands) {
        float value = plane[x];
        if (onWhite) {
          float a = clamp(row[3][x]);
          value = a * value + (1 - a);
        }
        int sample = (int) (clamp(value) * max + 0.5f);
        if (bytes != null) {
          bytes[i] = (byte) sample;
        } else if (shorts != null) {
          shorts[i] = (short) sample;
        }
      }
    }
  }

  private static float clamp(float value) {
    return value > 0 ? Math.min(1, value) : 0; // NaN becomes 0
  }

  @Override
  public ColorModel getColorModel() {
    return colorModel;
  }

  @Override
  public SampleModel getSampleModel() {
    return sampleModel;
  }

  @Override
  public int getWidth() {
    return source.width();
  }

  @Override
  public int getHeight() {
    return source.height();
  }

  @Override
  public int getMinX() {
    return 0;
  }

  @Override
  public int getMinY() {
    return 0;
  }

  @Override
  public int getNumXTiles() {
    return 1;
  }

  @Override
  public int getNumYTiles() {
    return oneTile ? 1 : source.height();
  }

  @Override
  public int getMinTileX() {
    return 0;
  }

  @Override
  public int getMinTileY() {
    return 0;
  }

  @Override
  public int getTileWidth() {
    return source.width();
  }

  @Override
  public int getTileHeight() {
    return oneTile ? source.height() : 1;
  }

  @Override
  public int getTileGridXOffset() {
    return 0;
  }

  @Override
  public int getTileGridYOffset() {
    return 0;
  }

  @Override
  public Raster getTile(int tileX, int tileY) {
    if (oneTile) {
      return new RowRaster(this);
    }
    return getData(new Rectangle(0, tileY, source.width(), 1));
  }

  @Override
  public Raster getData() {
    throw new UnsupportedOperationException("this image is never whole");
  }

  @Override
  public WritableRaster copyData(@Nullable WritableRaster raster) {
    throw new UnsupportedOperationException("this image is never whole");
  }

  @Override
  @SuppressWarnings("JdkObsolete") // the interface wants it
  public @Nullable Vector<RenderedImage> getSources() {
    return null;
  }

  @Override
  public Object getProperty(String name) {
    return java.awt.Image.UndefinedProperty;
  }

  @Override
  public String @Nullable [] getPropertyNames() {
    return null;
  }

  /** A one-pixel image of the same type, for writers that want to know it in advance. */
  BufferedImage sample() {
    return new BufferedImage(
        colorModel,
        colorModel.createCompatibleWritableRaster(1, 1),
        colorModel.isAlphaPremultiplied(),
        null);
  }
}
