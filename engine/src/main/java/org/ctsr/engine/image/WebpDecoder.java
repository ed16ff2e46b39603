package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import javax.imageio.IIOException;

/** WebP: TwelveMonkeys decodes; the metadata chunks are found here (WebP container, RIFF). */
final class WebpDecoder extends ImageIoDecoder {
  private static final int MAX_CHUNKS = 100_000;

  private static final String OTHER_SIZE =
      "is damaged: the picture inside is not what its header says";

  /** Heap the decoder takes for a whole picture, measured with ones of 4 and 16 megapixels. */
  private static final int LOSSY_BYTES = 32;

  private static final int LOSSLESS_BYTES = 12;

  private int streams;
  private boolean lossy;

  WebpDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(PhotoFormat.WEBP, ImageIoPlugins.twelveMonkeys("webp"), channel, blocks);
    ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    long position = 12;
    for (int i = 0; i < MAX_CHUNKS && position + 8 <= channel.size(); i++) {
      JpegSegments.readFully(channel, head.clear(), position);
      String type = new String(head.array(), 0, 4, ISO_8859_1);
      long length = head.getInt(4) & 0xffffffffL;
      checkFrame(channel, type, position + 8);
      readChunk(channel, type, position + 8, length);
      position += 8 + length + (length & 1);
    }
  }

  /**
   * The decoder takes the size to decode from the bit stream, not from the container, and decodes
   * as many streams as there are; neither may get round the limit on pixels.
   */
  private void checkFrame(FileChannel channel, String type, long position) throws IOException {
    if (type.equals("ANMF")) {
      if (streams == 0 && position + 24 <= channel.size()) {
        ByteBuffer head = ByteBuffer.allocate(4);
        JpegSegments.readFully(channel, head, position + 16);
        String inner = new String(head.array(), ISO_8859_1);
        long first = position + 24;
        if (inner.equals("ALPH")) {
          JpegSegments.readFully(
              channel, head.clear().order(ByteOrder.LITTLE_ENDIAN), position + 20);
          long length = head.getInt(0) & 0xffffffffL;
          first += length + (length & 1);
          if (first + 8 > channel.size()) {
            throw new IIOException(OTHER_SIZE);
          }
          JpegSegments.readFully(channel, head.clear(), first);
          inner = new String(head.array(), ISO_8859_1);
          first += 8;
        }
        checkFrame(channel, inner, first);
      }
      return;
    }
    boolean lossyFrame = type.equals("VP8 ");
    if (!lossyFrame && !type.equals("VP8L")) {
      return;
    }
    lossy = lossyFrame;
    ByteBuffer head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    if (++streams > 1 || position + head.capacity() > channel.size()) {
      throw new IIOException(OTHER_SIZE);
    }
    JpegSegments.readFully(channel, head, position);
    int bits = head.getInt(1);
    int frameWidth = lossyFrame ? head.getShort(6) & 0x3fff : 1 + (bits & 0x3fff);
    int frameHeight = lossyFrame ? head.getShort(8) & 0x3fff : 1 + (bits >>> 14 & 0x3fff);
    if (frameWidth != width() || frameHeight != height()) {
      throw new IIOException(OTHER_SIZE);
    }
  }

  /** The decoder unpacks a picture as a whole, whatever part of it is asked for. */
  @Override
  long workingBytes() throws IOException {
    long pixels = (long) width() * height();
    return super.workingBytes() + pixels * (lossy ? LOSSY_BYTES : LOSSLESS_BYTES);
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
