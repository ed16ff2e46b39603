package org.ctsr.engine.image;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Metadata in PNG text chunks as ImageMagick writes it and ExifTool, Exiv2 and others read it: a
 * type, a number of bytes, and the bytes as hexadecimal digits in lines. PNG itself has no place
 * for IPTC.
 */
final class RawProfile {
  /** Keyword of such a chunk, which the kind of block follows. */
  static final String KEYWORD = "Raw profile type ";

  /** Most characters of a kind that is kept. */
  static final int LONGEST_KIND = 4;

  /** Keyword of the chunk that holds Photoshop's resources with IPTC. */
  static final String IPTC_KEYWORD = KEYWORD + "iptc";

  private static final int BYTES_PER_LINE = 36;

  private RawProfile() {}

  /** The text of a chunk. */
  static String text(String type, byte[] bytes) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(type).append('\n');
    text.append(String.format(Locale.ROOT, "%8d", bytes.length)).append('\n');
    for (int i = 0; i < bytes.length; i += BYTES_PER_LINE) {
      int end = Math.min(bytes.length, i + BYTES_PER_LINE);
      text.append(HexFormat.of().formatHex(bytes, i, end)).append('\n');
    }
    return text.toString();
  }

  /** The bytes of a text; null if it is damaged. */
  static byte @Nullable [] parse(String text) {
    // The type may be of two words: older programs write "generic profile".
    String[] lines = text.strip().split("\\R", 2);
    String[] parts = lines.length < 2 ? lines : lines[1].strip().split("\\s+", 2);
    if (parts.length < 2) {
      return null;
    }
    try {
      int length = Integer.parseInt(parts[0]);
      byte[] bytes = HexFormat.of().parseHex(parts[1].replaceAll("\\s", ""));
      return length >= 0 && length <= bytes.length ? Arrays.copyOf(bytes, length) : null;
    } catch (IllegalArgumentException e) {
      return null; // no number, or no hexadecimal digits
    }
  }

  /** The IPTC-IIM block in a text; null if there is none. */
  static byte @Nullable [] iptc(String text, MetadataBlocks blocks) {
    byte[] bytes = parse(text);
    if (bytes == null || bytes.length == 0) {
      blocks.warn("its IPTC is damaged and was left out");
      return null;
    }
    // Some programs leave Photoshop's wrapping out.
    return bytes[0] == 0x1c ? bytes : PhotoshopResources.iptc(bytes, blocks);
  }
}
