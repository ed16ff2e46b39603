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

/**
 * Planes under construction: {@code bands} planes of {@code width * height} samples, 8 or 16 bits
 * each. The last band is alpha where {@link #alpha} says so.
 */
final class Pixels {
  final int width;
  final int height;
  final int bitDepth;
  final boolean alpha;
  private final byte[][] bytes;
  private final short[][] shorts;

  /** Planes of zeros; {@code colors} is 1 (grey) or 3. */
  Pixels(int width, int height, int bitDepth, int colors, boolean alpha) {
    this.width = width;
    this.height = height;
    this.bitDepth = bitDepth;
    this.alpha = alpha;
    int bands = colors + (alpha ? 1 : 0);
    int samples = Math.multiplyExact(width, height);
    bytes = bitDepth == 8 ? new byte[bands][samples] : new byte[0][];
    shorts = bitDepth == 8 ? new short[0][] : new short[bands][samples];
  }

  private Pixels(int width, int height, int bitDepth, boolean alpha, byte[][] b, short[][] s) {
    this.width = width;
    this.height = height;
    this.bitDepth = bitDepth;
    this.alpha = alpha;
    bytes = b;
    shorts = s;
  }

  int bands() {
    return bitDepth == 8 ? bytes.length : shorts.length;
  }

  int colors() {
    return bands() - (alpha ? 1 : 0);
  }

  int max() {
    return bitDepth == 8 ? 255 : 65535;
  }

  int get(int band, int index) {
    return bitDepth == 8 ? bytes[band][index] & 0xff : shorts[band][index] & 0xffff;
  }

  void set(int band, int index, int value) {
    if (bitDepth == 8) {
      bytes[band][index] = (byte) value;
    } else {
      shorts[band][index] = (short) value;
    }
  }

  /** The first {@code count} planes without the rest, sharing samples. */
  Pixels withBands(int count, boolean lastIsAlpha) {
    return new Pixels(
        width,
        height,
        bitDepth,
        lastIsAlpha,
        bitDepth == 8 ? java.util.Arrays.copyOf(bytes, count) : bytes,
        bitDepth == 8 ? shorts : java.util.Arrays.copyOf(shorts, count));
  }

  /**
   * A view decoders can write into. Its colour model claims sRGB (or the JDK's grey) so that no
   * decoder converts.
   */
  BufferedImage asImage() {
    int[] banks = new int[bands()];
    for (int i = 0; i < banks.length; i++) {
      banks[i] = i;
    }
    int type = bitDepth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    BandedSampleModel model =
        new BandedSampleModel(type, width, height, width, banks, new int[banks.length]);
    DataBuffer buffer =
        bitDepth == 8
            ? new DataBufferByte(bytes, width * height)
            : new DataBufferUShort(shorts, width * height);
    WritableRaster raster = Raster.createWritableRaster(model, buffer, new Point());
    ColorSpace space =
        ColorSpace.getInstance(colors() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    return new BufferedImage(
        new ComponentColorModel(
            space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type),
        raster,
        false,
        null);
  }

  /** The same picture turned upright. */
  Pixels oriented(Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return this;
    }
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = orientation.apply(bytes[i], width, height);
    }
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = orientation.apply(shorts[i], width, height);
    }
    boolean swap = orientation.swapsSides();
    return new Pixels(swap ? height : width, swap ? width : height, bitDepth, alpha, bytes, shorts);
  }

  private SamplePlane plane(int band) {
    return bitDepth == 8 ? SamplePlane.of(bytes[band]) : SamplePlane.of(shorts[band]);
  }

  /** Freezes; the planes must not be written afterwards. */
  RgbImage toImage(Metadata metadata) {
    SamplePlane alphaPlane = alpha ? plane(bands() - 1) : null;
    if (colors() == 1) {
      return RgbImage.grey(width, height, plane(0), alphaPlane, metadata);
    }
    return RgbImage.rgb(width, height, plane(0), plane(1), plane(2), alphaPlane, metadata);
  }
}
