package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PNG through the JDK's reader (PNG Specification, third edition).
 *
 * <p>The decoder is shown the picture's chunks only, so that no text chunk can unpack to gigabytes;
 * transparency keys and palettes are applied here, at the file's own depth.
 */
final class PngDecoder extends PhotoDecoder {
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int ALPHA_BIT = 4;

  /** Where the header says whether rows come in seven passes. */
  private static final int INTERLACE_METHOD = 28;

  private static final int MAX_CHUNKS = 2_000_000;
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
  private static final double INCHES_PER_METRE = 0.0254;

  private final FileChannel channel;
  private final int width;
  private final int height;
  private final int depth;
  private final int colorType;
  private final byte[] header;
  private byte @Nullable [] palette;
  private byte @Nullable [] transparency;
  private int gamma;
  private byte @Nullable [] chromaticities;
  private @Nullable CodingPoints codingPoints;
  private long dataStart = -1;
  private long dataEnd = -1;

  PngDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(blocks);
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
    if (blocks.profile == null && codingPoints != null) {
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
        || (type.equals("tEXt") || type.equals("zTXt")) && !isRawProfile(position, length)
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

  /** Other texts are not ours to keep, and may be long. */
  private boolean isRawProfile(long position, long length) throws IOException {
    int keyword = RawProfile.IPTC_KEYWORD.length();
    if (length <= keyword) {
      return false;
    }
    ByteBuffer start = ByteBuffer.allocate(keyword + 1);
    JpegSegments.readFully(channel, start, position);
    return JpegDecoder.startsWith(start.array(), RawProfile.IPTC_KEYWORD + "\0");
  }

  private byte @Nullable [] unpackProfile(byte[] content) throws IOException {
    int zero = indexOfZero(content, 0);
    return zero < 0 || zero + 2 > content.length
        ? null
        : inflate(content, zero + 2, "colour profile");
  }

  /** Keyword, 0, for zTXt the compression method, text. */
  private void readRawProfile(String type, byte[] content) throws IOException {
    int start = RawProfile.IPTC_KEYWORD.length() + 1;
    byte[] text =
        type.equals("tEXt")
            ? Arrays.copyOfRange(content, start, content.length)
            : start + 1 > content.length ? null : inflate(content, start + 1, "IPTC");
    if (text != null) {
      blocks.iptc = RawProfile.iptc(new String(text, ISO_8859_1), blocks);
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

  @Override
  int width() {
    return width;
  }

  @Override
  int height() {
    return height;
  }

  @Override
  int bitDepth() {
    return depth == 16 ? 16 : 8;
  }

  @Override
  int bands() {
    if (colorType == PALETTE) {
      return 4;
    }
    return storedBands() + (transparency != null ? 1 : 0);
  }

  private int storedBands() {
    return switch (colorType) {
      case RGB -> 3;
      case GREY | ALPHA_BIT -> 2;
      case RGB | ALPHA_BIT -> 4;
      default -> 1;
    };
  }

  @Override
  long workingBytes() {
    return 0;
  }

  @Override
  Pixels decode(long heldBytes) throws IOException {
    boolean storedAlpha = (colorType & ALPHA_BIT) != 0;
    boolean key = !storedAlpha && colorType != PALETTE && isKey(transparency);
    int stored = storedBands();
    Pixels pixels;
    if (colorType == PALETTE) {
      pixels = new Pixels(width, height, 8, 3, transparency != null, heldBytes);
    } else {
      int colors = storedAlpha ? stored - 1 : stored;
      pixels = new Pixels(width, height, bitDepth(), colors, storedAlpha || key, heldBytes);
    }
    boolean interlaced = header[INTERLACE_METHOD] != 0;
    PlaneRaster raster = new PlaneRaster(pixels, stored, interlaced);
    ImageReader reader = ImageIoPlugins.png();
    try (ImageInputStream input = stripped()) {
      reader.setInput(input, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setDestination(raster.asImage());
      reader.read(0, param);
    } catch (IIOException e) {
      throw explain(e);
    } finally {
      reader.dispose();
    }
    raster.finish();
    if (colorType == PALETTE) {
      expandPalette(pixels);
    } else if (key) {
      applyKey(pixels);
    }
    return pixels;
  }

  private static IIOException explain(IIOException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof java.io.EOFException) {
      return new IIOException("is truncated: its picture data ends too early", e);
    }
    if (String.valueOf(cause.getMessage()).startsWith("took ")) {
      return new IIOException(cause.getMessage(), e);
    }
    return new IIOException("is damaged: its picture data cannot be unpacked", e);
  }

  private boolean isKey(byte @Nullable [] content) {
    return content != null && content.length >= (colorType == RGB ? 6 : 2);
  }

  /** The indices, which the decoder stretched to 8 bits, sit in the first plane. */
  private void expandPalette(Pixels pixels) {
    byte[] colors = java.util.Objects.requireNonNull(palette);
    byte[] alphas = transparency == null ? new byte[0] : transparency;
    int entries = colors.length / 3;
    int stretch = 255 / ((1 << depth) - 1);
    int[][] table = new int[pixels.bands()][256];
    for (int entry = 0; entry < 256; entry++) {
      for (int band = 0; band < 3; band++) {
        // Beyond the palette: as its first colour.
        int known = entry < entries ? entry : 0;
        table[band][entry] = entries > 0 ? colors[3 * known + band] & 0xff : 0;
      }
      if (pixels.alpha) {
        int known = entry < entries ? entry : 0;
        table[3][entry] = known < alphas.length ? alphas[known] & 0xff : 255;
      }
    }
    long outside = 0;
    int[] indices = new int[width];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      pixels.readRow(0, y, indices);
      for (int x = 0; x < width; x++) {
        indices[x] /= stretch;
        outside += indices[x] >= entries ? 1 : 0;
      }
      for (int band = 0; band < pixels.bands(); band++) {
        for (int x = 0; x < width; x++) {
          row[x] = table[band][indices[x]];
        }
        pixels.writeRow(band, y, row);
      }
    }
    if (outside > 0) {
      blocks.warn("is damaged: " + outside + " of its pixels point outside its palette");
    }
  }

  private void applyKey(Pixels pixels) {
    ByteBuffer content = ByteBuffer.wrap(java.util.Objects.requireNonNull(transparency));
    int colors = pixels.colors();
    int stored = (1 << depth) - 1;
    int[] row = new int[width];
    int[] alpha = new int[width];
    for (int y = 0; y < height; y++) {
      java.util.Arrays.fill(alpha, 0);
      for (int band = 0; band < colors; band++) {
        int key = (content.getShort(2 * band) & stored) * (pixels.max() / stored);
        pixels.readRow(band, y, row);
        for (int x = 0; x < width; x++) {
          if (row[x] != key) {
            alpha[x] = pixels.max();
          }
        }
      }
      pixels.writeRow(colors, y, alpha);
    }
  }

  private ImageInputStream stripped() {
    SplicedImageInputStream.Builder builder =
        SplicedImageInputStream.from(channel, blocks.deadline()).bytes(header);
    if (palette != null && colorType == PALETTE) {
      builder.bytes(chunk("PLTE", palette));
    }
    return builder.range(dataStart, dataEnd - dataStart).bytes(chunk("IEND", new byte[0])).build();
  }

  private static byte[] chunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
    chunk.putInt(content.length).put(type.getBytes(UTF_8)).put(content);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) crc.getValue()).array();
  }

  @Override
  public void close() {
    // The channel belongs to the caller.
  }
}
