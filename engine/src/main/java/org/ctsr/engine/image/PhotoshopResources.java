package org.ctsr.engine.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Photoshop's image resource blocks, which carry IPTC in JPEG and everything in PSD (Adobe
 * Photoshop File Formats Specification, "Image Resources Section").
 */
final class PhotoshopResources {
  static final int RESOLUTION = 0x03ed;
  static final int IPTC = 0x0404;
  static final int ICC = 0x040f;
  static final int EXIF = 0x0422;
  static final int XMP = 0x0424;

  private PhotoshopResources() {}

  /** Takes what one resource holds. */
  interface Visitor {
    void resource(int id, byte[] content);
  }

  /** The IPTC-IIM block among resources; null if none. */
  static byte @Nullable [] iptc(byte[] resources, MetadataBlocks blocks) {
    byte[][] found = new byte[1][];
    visit(
        resources,
        blocks,
        (id, content) -> {
          if (id == IPTC && content.length > 0) {
            found[0] = content;
          }
        });
    return found[0];
  }

  /** Visits resources until the end or until damage, which is warned of. */
  static void visit(byte[] resources, MetadataBlocks blocks, Visitor visitor) {
    ByteBuffer in = ByteBuffer.wrap(resources);
    while (in.remaining() >= 12) {
      int signature = in.getInt();
      int id = in.getShort() & 0xffff;
      int nameLength = in.get() & 0xff;
      int skip = nameLength + (nameLength % 2 == 0 ? 1 : 0); // padded with its length byte to even
      if (signature != 0x3842494d || skip + 4 > in.remaining()) {
        blocks.warn("some of its Photoshop metadata is damaged and was left out");
        return;
      }
      in.position(in.position() + skip);
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        blocks.warn("some of its Photoshop metadata is damaged and was left out");
        return;
      }
      byte[] content = new byte[length];
      in.get(content);
      if (length % 2 == 1 && in.hasRemaining()) {
        in.get();
      }
      visitor.resource(id, content);
    }
  }

  /** A resource section holding only IPTC, without the "Photoshop 3.0" prefix. */
  static byte[] ofIptc(byte[] iptc) {
    ByteBuffer out = ByteBuffer.allocate(12 + iptc.length + iptc.length % 2);
    out.put("8BIM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) IPTC);
    out.putShort((short) 0).putInt(iptc.length).put(iptc);
    return Arrays.copyOf(out.array(), out.capacity());
  }
}
