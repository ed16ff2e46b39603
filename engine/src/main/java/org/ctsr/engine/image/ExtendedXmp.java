package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPUtils;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a JPEG's XMP that does not fit into one segment, as it is found while reading (XMP
 * Specification part 3, 1.1.3.1): numbered by their offsets, in any order, under a name that the
 * main packet mentions.
 */
final class ExtendedXmp {
  static final String PREFIX = "http://ns.adobe.com/xmp/extension/\0";

  /** Hexadecimal digits of an MD5. */
  static final int NAME_LENGTH = 32;

  /** Prefix, name, length of the whole, offset. */
  static final int HEAD = PREFIX.length() + NAME_LENGTH + 8;

  /** Unpacking takes several times as much memory. */
  private static final long MAX_BYTES = 32L << 20;

  private final Map<String, Extension> extensions = new TreeMap<>();

  /** One extension; an editor may have left that of an older packet behind. */
  private static final class Extension {
    /** What its parts say, unsigned. */
    final long length;

    /** By offset, without heads. */
    final TreeMap<Long, byte[]> parts = new TreeMap<>();

    Extension(long length) {
      this.length = length;
    }

    /** Whether the parts follow each other without gaps, and are all. */
    boolean isComplete() {
      long next = 0;
      for (Map.Entry<Long, byte[]> part : parts.entrySet()) {
        if (part.getKey() != next) {
          return false;
        }
        next += part.getValue().length;
      }
      return next == length;
    }

    byte[] joined() {
      ByteBuffer all = ByteBuffer.allocate((int) length);
      parts.values().forEach(all::put);
      return all.array();
    }
  }

  /**
   * Takes note of a segment.
   *
   * @param payload begins with {@link #PREFIX}
   */
  void add(byte[] payload) {
    if (payload.length < HEAD) {
      return; // is missed when the parts are put together
    }
    String name = new String(payload, PREFIX.length(), NAME_LENGTH, ISO_8859_1);
    ByteBuffer head = ByteBuffer.wrap(payload, 0, HEAD);
    long length = head.getInt(HEAD - 8) & 0xffffffffL;
    long offset = head.getInt(HEAD - 4) & 0xffffffffL;
    Extension extension = extensions.computeIfAbsent(name, any -> new Extension(length));
    extension.parts.putIfAbsent(offset, Arrays.copyOfRange(payload, HEAD, payload.length));
  }

  /** One packet of the main one and its extension; the main one alone if that cannot be. */
  byte @Nullable [] mergedWith(byte @Nullable [] main, MetadataBlocks blocks) {
    if (main == null) {
      if (!extensions.isEmpty()) {
        leaveOut(blocks, "its main part is missing");
      }
      return main;
    }
    if (extensions.isEmpty() && !mentionsExtension(main)) {
      return main;
    }
    try {
      XMPMeta meta = XmpPacket.parse(main);
      String name = meta.getPropertyString(XmpPacket.NOTE, XmpPacket.HAS_EXTENDED);
      byte[] extension = name == null ? null : find(name, blocks);
      if (name == null && !extensions.isEmpty()) {
        leaveOut(blocks, "its main part does not mention it");
      }
      if (extension == null) {
        return main;
      }
      XMPUtils.mergeFromJPEG(meta, XmpPacket.parse(extension));
      return XmpPacket.bytes(meta);
    } catch (XMPException | RuntimeException e) {
      // The library meets some damage unprepared; it must not cost the photo.
      leaveOut(blocks, "it is damaged");
      return main;
    }
  }

  /** Cheaper than to unpack every photo's XMP. */
  private static boolean mentionsExtension(byte[] packet) {
    return new String(packet, ISO_8859_1).contains(XmpPacket.HAS_EXTENDED);
  }

  private byte @Nullable [] find(String name, MetadataBlocks blocks) {
    Extension extension = extensions.get(name);
    if (extension == null || !extension.isComplete()) {
      leaveOut(blocks, "it is incomplete");
      return null;
    }
    if (extension.length > MAX_BYTES) {
      leaveOut(blocks, "it is over " + (MAX_BYTES >> 20) + " MiB");
      return null;
    }
    byte[] joined = extension.joined();
    if (!nameOf(joined).equalsIgnoreCase(name)) {
      leaveOut(blocks, "it is damaged");
      return null;
    }
    return joined;
  }

  private static void leaveOut(MetadataBlocks blocks, String why) {
    blocks.warn(
        "the extended part of its XMP (depth maps and the like) was left out, since " + why);
  }

  /** What an extension is called: the MD5 of its bytes. */
  static String nameOf(byte[] extension) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().withUpperCase().formatHex(digest.digest(extension));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
