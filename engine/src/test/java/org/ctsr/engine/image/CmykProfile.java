package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * A small CMYK profile (ICC.1:2010, lut8Type) by which cyan alone decides: no cyan is white, full
 * cyan black, and L* falls evenly between. No formula that ignores the profile gives that.
 */
final class CmykProfile {
  private static final int HEADER = 128;
  private static final int LUT = 48 + 4 * 256 + 16 * 3 + 3 * 256;

  private CmykProfile() {}

  static byte[] bytes() {
    byte[] description = text("desc");
    byte[] copyright = text("text");
    int table = HEADER + 4 + 4 * 12;
    int first = table;
    int second = first + description.length;
    int third = second + copyright.length;
    int fourth = third + 20;
    int size = fourth + LUT;
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(size).putInt(0).putInt(0x02400000);
    out.put("prtrCMYKLab ".getBytes(ISO_8859_1));
    out.position(36);
    out.put("acsp".getBytes(ISO_8859_1));
    out.position(68);
    out.putInt(0xf6d6).putInt(0x10000).putInt(0xd32d); // D50
    out.position(HEADER);
    out.putInt(4);
    entry(out, "desc", first, description.length);
    entry(out, "cprt", second, copyright.length);
    entry(out, "wtpt", third, 20);
    entry(out, "A2B0", fourth, LUT);
    out.put(description).put(copyright);
    out.put("XYZ ".getBytes(ISO_8859_1)).putInt(0).putInt(0xf6d6).putInt(0x10000).putInt(0xd32d);
    lut(out);
    return out.array();
  }

  private static void entry(ByteBuffer out, String tag, int offset, int length) {
    out.put(tag.getBytes(ISO_8859_1)).putInt(offset).putInt(length);
  }

  private static byte[] text(String type) {
    ByteBuffer out = ByteBuffer.allocate(type.equals("desc") ? 96 : 12);
    out.put(type.getBytes(ISO_8859_1)).putInt(0);
    if (type.equals("desc")) {
      out.putInt(2).put((byte) 'C');
    } else {
      out.put("No".getBytes(ISO_8859_1));
    }
    return out.array();
  }

  private static void lut(ByteBuffer out) {
    out.put("mft1".getBytes(ISO_8859_1)).putInt(0);
    out.put((byte) 4).put((byte) 3).put((byte) 2).put((byte) 0);
    for (int i = 0; i < 9; i++) {
      out.putInt(i % 4 == 0 ? 0x10000 : 0);
    }
    ramps(out, 4);
    for (int corner = 0; corner < 16; corner++) {
      // The first ink varies least.
      out.put((byte) (corner < 8 ? 255 : 0)).put((byte) 128).put((byte) 128);
    }
    ramps(out, 3);
  }

  private static void ramps(ByteBuffer out, int count) {
    for (int i = 0; i < count * 256; i++) {
      out.put((byte) i);
    }
  }
}
