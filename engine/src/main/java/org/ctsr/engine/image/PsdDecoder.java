package org.ctsr.engine.image;

import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.stream.ImageInputStream;

/**
 * Photoshop documents: TwelveMonkeys decodes the merged picture. It is shown none of the image
 * resources, since it believes whatever length they give.
 */
final class PsdDecoder extends ImageIoDecoder {
  private static final int BIT_DEPTH = 22;
  private static final int COLOR_MODE_DATA = 26;

  PsdDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(
        PhotoFormat.PSD,
        ImageIoPlugins.twelveMonkeys("psd"),
        withoutResources(channel, blocks.deadline()),
        blocks);
    long resources = resources(channel);
    long size = resources < 0 ? -1 : length(channel, resources);
    if (size < 0 || size > Integer.MAX_VALUE - 16 || !blocks.reserve(size)) {
      return;
    }
    ByteBuffer content = ByteBuffer.allocate((int) size);
    JpegSegments.readFully(channel, content, resources + 4);
    PhotoshopResources.visit(content.array(), blocks, this::take);
  }

  private static ImageInputStream withoutResources(FileChannel channel, Deadline deadline)
      throws IOException {
    requireIntegers(channel);
    SplicedImageInputStream.Builder builder = SplicedImageInputStream.from(channel, deadline);
    long resources = resources(channel);
    long size = resources < 0 ? -1 : length(channel, resources);
    if (size < 0) {
      return builder.range(0, channel.size()).build(); // too short: the decoder says so
    }
    long rest = resources + 4 + size;
    return builder
        .range(0, resources)
        .bytes(new byte[4])
        .range(rest, channel.size() - rest)
        .build();
  }

  /** TwelveMonkeys takes floating-point numbers for integers, which makes noise of them. */
  private static void requireIntegers(FileChannel channel) throws IOException {
    ByteBuffer bits = ByteBuffer.allocate(2);
    if (channel.size() >= COLOR_MODE_DATA) {
      JpegSegments.readFully(channel, bits, BIT_DEPTH);
    }
    if (bits.getShort(0) == 32) {
      throw new IIOException(
          "has 32 bits a channel (HDR), which cannot be read;"
              + " convert it to 16 bits in a photo editor first");
    }
  }

  /** Photoshop merges layers over white. */
  @Override
  boolean isOverWhite() {
    return true;
  }

  /**
   * TwelveMonkeys takes the white out of 8-bit RGB itself, but cuts fractions off, and what comes
   * out below zero begins again at 255. It leaves it in an image that says it is opaque.
   */
  @Override
  BufferedImage read(ImageReadParam param, int rows) throws IOException {
    if (!type.getColorModel().hasAlpha()) {
      return super.read(param, rows);
    }
    BufferedImage block = type.createBufferedImage(width(), rows);
    ColorModel opaque = new OpaqueColors(type.getColorModel());
    param.setDestination(new BufferedImage(opaque, block.getRaster(), false, null));
    reader.read(0, param);
    return block;
  }

  /** The colours of another model, for rasters that have its alpha as well. */
  private static final class OpaqueColors extends ComponentColorModel {
    OpaqueColors(ColorModel colors) {
      super(colors.getColorSpace(), false, false, Transparency.OPAQUE, colors.getTransferType());
    }

    @Override
    public boolean isCompatibleRaster(Raster raster) {
      return true;
    }
  }

  /** Where the length of the resources is; -1 if the file ends before. */
  private static long resources(FileChannel channel) throws IOException {
    long colors = length(channel, COLOR_MODE_DATA);
    return colors < 0 ? -1 : COLOR_MODE_DATA + 4 + colors;
  }

  /** The unsigned length of the section at {@code position}; -1 if the file ends inside it. */
  private static long length(FileChannel channel, long position) throws IOException {
    if (position + 4 > channel.size()) {
      return -1;
    }
    ByteBuffer length = ByteBuffer.allocate(4);
    JpegSegments.readFully(channel, length, position);
    long bytes = length.getInt(0) & 0xffffffffL;
    return position + 4 + bytes > channel.size() ? -1 : bytes;
  }

  private void take(int id, byte[] content) {
    switch (id) {
      case PhotoshopResources.ICC -> blocks.profile = content;
      case PhotoshopResources.EXIF -> blocks.exif = content;
      case PhotoshopResources.XMP -> blocks.xmp = content;
      case PhotoshopResources.IPTC -> blocks.iptc = content;
      case PhotoshopResources.RESOLUTION -> {
        if (content.length >= 4) {
          // always per inch
          blocks.setDotsPerInch(ByteBuffer.wrap(content).getInt(0) / 65536.0);
        }
      }
      default -> {
        // layers' and the application's own settings
      }
    }
  }
}
