package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** WebP: TwelveMonkeys decodes; the metadata chunks are found here (WebP container, RIFF). */
final class WebpDecoder extends ImageIoDecoder {
  private static final int MAX_CHUNKS = 100_000;

  WebpDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(PhotoFormat.WEBP, ImageIoPlugins.twelveMonkeys("webp"), channel, blocks);
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    long position = 12;
    for (int i = 0; i < MAX_CHUNKS && position + 8 <= channel.size(); i++) {
      JpegSegments.readFully(channel, head.clear(), position);
      String type = new String(head.array(), 0, 4, ISO_8859_1);
      long length = head.getInt(4) & 0xffffffffL;
      readChunk(channel, type, position + 8, length);
      position += 8 + length + (length & 1);
    }
  }

  private void readChunk(FileChannel channel, String type, long position, long length)
      throws IOException {
    if (type.equals("ANIM")) {
      blocks.warn("is an animation; only its first frame was read");
    }
    boolean wanted = type.equals("ICCP") || type.equals("EXIF") || type.equals("XMP ");
    if (!wanted
        || position + length > channel.size()
        || length > Integer.MAX_VALUE - 16
        || !blocks.reserve(length)) {
      return;
    }
    ByteBuffer content = ByteBuffer.allocate((int) length);
    JpegSegments.readFully(channel, content, position);
    byte[] bytes = content.array();
    switch (type) {
      case "ICCP" -> blocks.profile = bytes;
      case "XMP " -> blocks.xmp = bytes;
      default ->
          blocks.exif =
              JpegDecoder.startsWith(bytes, "Exif\0\0")
                  ? Arrays.copyOfRange(bytes, 6, bytes.length)
                  : bytes;
    }
  }
}
