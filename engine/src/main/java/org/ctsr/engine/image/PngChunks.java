package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.InflaterInputStream;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a PNG file says besides its picture (PNG Specification, third edition): its header, where
 * the picture's data is, its palette and transparency, and the blocks that describe it.
 */
final class PngChunks {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int ALPHA_BIT = 4;

  private static final int MAX_CHUNKS = 2_000_000;
  private static final String EXIF_PREFIX = "Exif\0\0";
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
  private static final double INCHES_PER_METRE = 0.0254;

  private final FileChannel channel;
  private final MetadataBlocks blocks;
  final int width;
  final int height;
  final int depth;
  final int colorType;

  /** Signature and header as they stand in the file. */
  final byte[] header;

  private byte @Nullable [] palette;
  private byte @Nullable [] transparency;
  private int gamma;
  private byte @Nullable [] chromaticities;
  private @Nullable CodingPoints codingPoints;

  /** From text chunks; counts where the chunk meant for it is missing. */
  private byte @Nullable [] rawExif;

  private byte @Nullable [] rawXmp;
  private long dataStart = -1;
  private long dataEnd = -1;

  /**
   * Reads all chunks but the picture's.
   *
   * @param blocks receives what describes the picture
   * @throws IOException if the file is damaged, the message ending a sentence about it
   */
  PngChunks(FileChannel channel, MetadataBlocks blocks) throws IOException {
    this.blocks = blocks;
    this.channel = channel;
    ByteBuffer start = ByteBuffer.allocate(33);
    if (channel.size() < start.capacity()) {
      throw new IIOException("is truncated: it ends inside its header");
    }
    JpegSegments.readFully(channel, start, 0);
    if (start.getInt(8) != 13 || start.getInt(12) != 0x49484452) {
      throw new IIOException("is damaged: its PNG header is not where it should be");
    }
    width = start.getInt(16);
    height = start.getInt(20);
    depth = start.get(24);
    colorType = start.get(25);
    header = start.array();
    if (width < 1 || height < 1) {
      throw new IIOException("is damaged: its header gives a size of " + width + "x" + height);
    }
    requireLegalDepth();
    readChunks();
    if (dataStart < 0) {
      throw new IIOException("is truncated: it holds no picture data");
    }
    if (colorType == PALETTE && palette == null) {
      throw new IIOException("is damaged: its palette is missing");
    }
    if (blocks.exif == null) {
      blocks.exif = rawExif;
    }
    if (blocks.xmp == null) {
      blocks.xmp = rawXmp;
    }
    if (codingPoints != null) {
      codingPoints.describe(blocks, isGrey());
    }
    if (blocks.profile == null && !blocks.srgb && gamma > 0) {
      blocks.profile = MatrixProfile.fromPng(gamma, chromaticities, isGrey());
    }
  }

  private boolean isGrey() {
    return (colorType & ~ALPHA_BIT) == GREY;
  }

  private void requireLegalDepth() throws IIOException {
    boolean legal =
        switch (colorType) {
          case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
          case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case RGB, GREY | ALPHA_BIT, RGB | ALPHA_BIT -> depth == 8 || depth == 16;
          default -> false;
        };
    if (!legal) {
      throw new IIOException(
          "is damaged: PNG has no colour type " + colorType + " of " + depth + " bits");
    }
  }

  /** Red, green, blue of each entry, of a picture with a palette or with a suggestion of one. */
  byte @Nullable [] palette() {
    return palette;
  }

  /** The tRNS chunk: alpha of the palette's entries, or the colour that is transparent. */
  byte @Nullable [] transparency() {
    return transparency;
  }

  /** Where the first of the picture's chunks begins. */
  long dataStart() {
    return dataStart;
  }

  /** Where the last of them ends. */
  long dataEnd() {
    return dataEnd;
  }

  private void readChunks() throws IOException {
    long position = 33;
    long size = channel.size();
    ByteBuffer head = ByteBuffer.allocate(8);
    for (int i = 0; i < MAX_CHUNKS && position + 8 <= size; i++) {
      JpegSegments.readFully(channel, head.clear(), position);
      long length = head.getInt(0) & 0xffffffffL;
      String type = new String(head.array(), 4, 4, ISO_8859_1);
      if (type.equals("IDAT")) {
        if (dataStart < 0) {
          dataStart = position;
          dataEnd = position;
        }
        if (dataEnd == position) {
          dataEnd = Math.min(size, position + 12 + length);
        }
      } else if (type.equals("IEND")) {
        return;
      } else if (position + 8 + length <= size) {
        readAncillary(type, position + 8, length);
      }
      position += 12 + length;
    }
  }

  private void readAncillary(String type, long position, long length) throws IOException {
    boolean wanted =
        switch (type) {
          case "PLTE",
              "tRNS",
              "iCCP",
              "cICP",
              "sRGB",
              "gAMA",
              "cHRM",
              "pHYs",
              "eXIf",
              "iTXt",
              "tEXt",
              "zTXt" ->
              true;
          default -> false;
        };
    if (!wanted
        || length > Integer.MAX_VALUE - 16
        || (type.equals("tEXt") || type.equals("zTXt")) && rawKind(position, length).isEmpty()
        || !blocks.reserve(length)) {
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) length);
    JpegSegments.readFully(channel, buffer, position);
    byte[] content = buffer.array();
    switch (type) {
      case "PLTE" -> palette = content;
      case "tRNS" -> transparency = content;
      case "iCCP" -> blocks.profile = unpackProfile(content);
      case "cICP" -> {
        if (content.length == CodingPoints.LENGTH) {
          codingPoints = new CodingPoints(content);
        }
      }
      case "sRGB" -> blocks.srgb = true;
      case "gAMA" -> gamma = content.length == 4 ? buffer.getInt(0) : 0;
      case "cHRM" -> chromaticities = content.length == 32 ? content : null;
      case "pHYs" -> {
        if (content.length == 9 && content[8] == 1) {
          blocks.setDotsPerInch(buffer.getInt(0) * INCHES_PER_METRE);
        }
      }
      case "eXIf" -> blocks.exif = content;
      case "tEXt", "zTXt" -> readRawProfile(type, content);
      default -> readText(content);
    }
  }

  /**
   * What a text chunk holds: exif, app1, xmp or iptc. Empty for other texts, which are not ours to
   * keep, and may be long.
   */
  private String rawKind(long position, long length) throws IOException {
    int most = RawProfile.KEYWORD.length() + RawProfile.LONGEST_KIND + 1;
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(length, most));
    JpegSegments.readFully(channel, start, position);
    return rawKind(start.array());
  }

  private static String rawKind(byte[] start) {
    int zero = indexOfZero(start, 0);
    if (zero < RawProfile.KEYWORD.length() || !JpegDecoder.startsWith(start, RawProfile.KEYWORD)) {
      return "";
    }
    int from = RawProfile.KEYWORD.length();
    String kind = new String(start, from, zero - from, ISO_8859_1).toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "exif", "app1", "xmp", "iptc" -> kind;
      default -> "";
    };
  }

  private byte @Nullable [] unpackProfile(byte[] content) throws IOException {
    int zero = indexOfZero(content, 0);
    return zero < 0 || zero + 2 > content.length
        ? null
        : inflate(content, zero + 2, "colour profile");
  }

  /** Keyword, 0, for zTXt the compression method, text. */
  private void readRawProfile(String type, byte[] content) throws IOException {
    String kind = rawKind(content);
    String what = kind.equals("app1") ? "EXIF" : kind.toUpperCase(Locale.ROOT);
    int start = RawProfile.KEYWORD.length() + kind.length() + 1;
    byte[] text =
        type.equals("tEXt")
            ? Arrays.copyOfRange(content, start, content.length)
            : start + 1 > content.length ? null : inflate(content, start + 1, what);
    if (text == null) {
      return;
    }
    if (kind.equals("iptc")) {
      blocks.iptc = RawProfile.iptc(new String(text, ISO_8859_1), blocks);
      return;
    }
    byte[] bytes = RawProfile.parse(new String(text, ISO_8859_1));
    if (bytes == null) {
      blocks.warn("its " + what + " is damaged and was left out");
    } else if (kind.equals("xmp")) {
      rawXmp = bytes;
    } else if (JpegDecoder.startsWith(bytes, JpegXmp.PREFIX)) {
      // A JPEG's segment of this number holds the one or the other.
      rawXmp = Arrays.copyOfRange(bytes, JpegXmp.PREFIX.length(), bytes.length);
    } else {
      int prefix = JpegDecoder.startsWith(bytes, EXIF_PREFIX) ? EXIF_PREFIX.length() : 0;
      rawExif = Arrays.copyOfRange(bytes, prefix, bytes.length);
    }
  }

  /** iTXt: keyword, 0, compressed?, method, language, 0, translated keyword, 0, text. */
  private void readText(byte[] content) throws IOException {
    if (!JpegDecoder.startsWith(content, XMP_KEYWORD + "\0")) {
      return;
    }
    int flags = XMP_KEYWORD.length() + 1;
    int language = indexOfZero(content, flags + 2);
    int translated = language < 0 ? -1 : indexOfZero(content, language + 1);
    if (translated < 0) {
      return;
    }
    if (content[flags] == 1) {
      blocks.xmp = inflate(content, translated + 1, "XMP");
    } else {
      blocks.xmp = Arrays.copyOfRange(content, translated + 1, content.length);
    }
  }

  private static int indexOfZero(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private byte @Nullable [] inflate(byte[] content, int offset, String what) throws IOException {
    int limit = (int) Math.min(Integer.MAX_VALUE - 16, blocks.remaining());
    ByteArrayInputStream packed =
        new ByteArrayInputStream(content, offset, content.length - offset);
    try (InputStream in = new InflaterInputStream(packed)) {
      byte[] unpacked = in.readNBytes(limit);
      boolean complete = in.read() < 0;
      return blocks.reserve(complete ? unpacked.length : Long.MAX_VALUE >> 1) ? unpacked : null;
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      blocks.warn("its " + what + " is damaged and was left out");
      return null;
    }
  }
}
