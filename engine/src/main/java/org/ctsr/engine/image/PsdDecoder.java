package org.ctsr.engine.image;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import javax.imageio.IIOException;
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

  /** Photoshop merges layers over white; TwelveMonkeys takes that out of 8-bit RGB alone. */
  @Override
  boolean isOverWhite(ColorModel colors) {
    return colors.getComponentSize(0) > 8
        || colors.getColorSpace().getType() != ColorSpace.TYPE_RGB;
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
