package org.ctsr.engine.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;

/** The marker segments of a JPEG file up to its first scan (ITU-T T.81, annex B). */
final class JpegSegments {
  static final int SOF0 = 0xc0;
  static final int DHT = 0xc4;
  static final int JPG = 0xc8;
  static final int DAC = 0xcc;
  static final int SOF15 = 0xcf;
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int APP0 = 0xe0;
  static final int APP1 = 0xe1;
  static final int APP2 = 0xe2;
  static final int APP13 = 0xed;
  static final int APP14 = 0xee;
  static final int APP15 = 0xef;
  static final int COM = 0xfe;

  private static final int MAX_SEGMENTS = 20_000;

  /**
   * One segment.
   *
   * @param offset of the marker in the file
   * @param length of the payload, without marker and length field
   */
  record Segment(int marker, long offset, int length) {
    long payload() {
      return offset + 4;
    }
  }

  /** All segments before the first scan, in order. */
  final List<Segment> segments;

  /** Where the first SOS marker is. */
  final long scanOffset;

  /** Where the first scan's entropy-coded data begins. */
  final long dataOffset;

  private JpegSegments(List<Segment> segments, long scanOffset, long dataOffset) {
    this.segments = segments;
    this.scanOffset = scanOffset;
    this.dataOffset = dataOffset;
  }

  /**
   * @throws IIOException if the file ends or is damaged before the first scan
   */
  static JpegSegments read(FileChannel channel) throws IOException {
    List<Segment> segments = new ArrayList<>();
    long size = channel.size();
    long position = 2;
    ByteBuffer head = ByteBuffer.allocate(4);
    while (segments.size() < MAX_SEGMENTS) {
      if (position + 4 > size) {
        throw new IIOException("is truncated: it ends before its picture data begins");
      }
      head.clear();
      readFully(channel, head, position);
      if ((head.get(0) & 0xff) != 0xff) {
        throw new IIOException("is damaged: a JPEG marker is missing at byte " + position);
      }
      int marker = head.get(1) & 0xff;
      if (marker == 0xff) {
        position++; // fill byte
        continue;
      }
      if (marker == SOS) {
        long data = position + 2 + (head.getShort(2) & 0xffff);
        return new JpegSegments(List.copyOf(segments), position, data);
      }
      if (marker == SOI || marker == 1 || marker >= 0xd0 && marker <= 0xd7) {
        position += 2; // stands alone
        continue;
      }
      if (marker == EOI) {
        throw new IIOException("is damaged: it ends without any picture data");
      }
      int length = head.getShort(2) & 0xffff;
      if (length < 2) {
        throw new IIOException("is damaged: a JPEG segment without length at byte " + position);
      }
      segments.add(new Segment(marker, position, length - 2));
      position += 2 + length;
    }
    throw new IIOException("is damaged: it has more than " + MAX_SEGMENTS + " JPEG segments");
  }

  static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
  }

  /** Payload of a segment. */
  static byte[] payload(FileChannel channel, Segment segment) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(segment.length());
    readFully(channel, bytes, segment.payload());
    return bytes.array();
  }

  /** Fills the buffer from a position. */
  static void readFully(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int got = channel.read(buffer, at);
      if (got < 0) {
        throw new EOFException("is truncated: it ends inside a header");
      }
      at += got;
    }
  }
}
