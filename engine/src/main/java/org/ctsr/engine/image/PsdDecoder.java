package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Photoshop documents: TwelveMonkeys decodes the merged picture. */
final class PsdDecoder extends ImageIoDecoder {
  private static final int COLOR_MODE_DATA = 26;

  PsdDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(PhotoFormat.PSD, ImageIoPlugins.twelveMonkeys("psd"), channel, blocks);
    ByteBuffer length = ByteBuffer.allocate(4);
    JpegSegments.readFully(channel, length, COLOR_MODE_DATA);
    long resources = COLOR_MODE_DATA + 4 + (length.getInt(0) & 0xffffffffL);
    if (resources + 4 > channel.size()) {
      return;
    }
    JpegSegments.readFully(channel, length.clear(), resources);
    long size = length.getInt(0) & 0xffffffffL;
    if (resources + 4 + size > channel.size()
        || size > Integer.MAX_VALUE - 16
        || !blocks.reserve(size)) {
      return;
    }
    ByteBuffer content = ByteBuffer.allocate((int) size);
    JpegSegments.readFully(channel, content, resources + 4);
    PhotoshopResources.visit(content.array(), blocks, this::take);
  }

  private void take(int id, byte[] content) {
    switch (id) {
      case PhotoshopResources.ICC -> blocks.profile = content;
      case PhotoshopResources.EXIF -> blocks.exif = content;
      case PhotoshopResources.XMP -> blocks.xmp = content;
      case PhotoshopResources.IPTC -> blocks.iptc = content;
      case PhotoshopResources.RESOLUTION -> {
        if (content.length >= 4) {
          blocks.dotsPerInch = ByteBuffer.wrap(content).getInt(0) / 65536.0; // always per inch
        }
      }
      default -> {
        // layers' and the application's own settings
      }
    }
  }
}
