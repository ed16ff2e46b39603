package org.ctsr.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** An EXIF block with a maker note and a second directory that holds a thumbnail. */
final class MakerNoteExif {
  private MakerNoteExif() {}

  static byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    // First directory: orientation and the pointer to EXIF's own; then the thumbnail's directory.
    out.putShort((short) 2);
    entry(out, 0x0112, 3, 1, 6);
    entry(out, 0x8769, 4, 1, 60);
    out.putInt(200);
    out.position(60);
    out.putShort((short) 2);
    entry(out, 0x927c, 7, 40, 100);
    entry(out, 0xa002, 4, 1, 640);
    out.putInt(0);
    out.position(100);
    out.put("MAKERNOTE".getBytes(StandardCharsets.US_ASCII));
    out.position(200);
    out.putShort((short) 3);
    entry(out, 0x0103, 3, 1, 6);
    entry(out, 0x0201, 4, 1, 260);
    entry(out, 0x0202, 4, 1, 100);
    out.putInt(0);
    out.position(260);
    out.put("\u00ff\u00d8THUMBNAIL".getBytes(StandardCharsets.ISO_8859_1));
    return out.array();
  }

  private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
