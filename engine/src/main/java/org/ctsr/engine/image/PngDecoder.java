package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PNG through the JDK's reader.
 *
 * <p>The decoder is shown the picture's chunks only, so that no text chunk can unpack to gigabytes;
 * transparency keys and palettes are applied here, at the file's own depth.
 */
final class PngDecoder extends PhotoDecoder {
  /** Where the header says whether rows come in seven passes. */
  private static final int INTERLACE_METHOD = 28;

  private final FileChannel channel;
  private final PngChunks png;

  PngDecoder(FileChannel channel, MetadataBlocks blocks) throws IOException {
    super(blocks);
    this.channel = channel;
    png = new PngChunks(channel, blocks);
  }

  @Override
  int width() {
    return png.width;
  }

  @Override
  int height() {
    return png.height;
  }

  @Override
  int bitDepth() {
    return png.depth == 16 ? 16 : 8;
  }

  @Override
  int bands() {
    if (png.colorType == PngChunks.PALETTE) {
      return 4;
    }
    return storedBands() + (png.transparency() != null ? 1 : 0);
  }

  private int storedBands() {
    return switch (png.colorType) {
      case PngChunks.RGB -> 3;
      case PngChunks.GREY | PngChunks.ALPHA_BIT -> 2;
      case PngChunks.RGB | PngChunks.ALPHA_BIT -> 4;
      default -> 1;
    };
  }

  @Override
  long workingBytes() {
    return 0;
  }

  @Override
  Pixels decode(long heldBytes) throws IOException {
    boolean storedAlpha = (png.colorType & PngChunks.ALPHA_BIT) != 0;
    boolean key = !storedAlpha && png.colorType != PngChunks.PALETTE && isKey(png.transparency());
    int stored = storedBands();
    Pixels pixels;
    if (png.colorType == PngChunks.PALETTE) {
      pixels = new Pixels(png.width, png.height, 8, 3, png.transparency() != null, heldBytes);
    } else {
      int colors = storedAlpha ? stored - 1 : stored;
      pixels = new Pixels(png.width, png.height, bitDepth(), colors, storedAlpha || key, heldBytes);
    }
    boolean interlaced = png.header[INTERLACE_METHOD] != 0;
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
    if (png.colorType == PngChunks.PALETTE) {
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
    return content != null && content.length >= (png.colorType == PngChunks.RGB ? 6 : 2);
  }

  /** The indices, which the decoder stretched to 8 bits, sit in the first plane. */
  private void expandPalette(Pixels pixels) {
    byte[] colors = Objects.requireNonNull(png.palette());
    byte[] alphas = Objects.requireNonNullElse(png.transparency(), new byte[0]);
    int entries = colors.length / 3;
    int stretch = 255 / ((1 << png.depth) - 1);
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
    int[] indices = new int[png.width];
    int[] row = new int[png.width];
    for (int y = 0; y < png.height; y++) {
      pixels.readRow(0, y, indices);
      for (int x = 0; x < png.width; x++) {
        indices[x] /= stretch;
        outside += indices[x] >= entries ? 1 : 0;
      }
      for (int band = 0; band < pixels.bands(); band++) {
        for (int x = 0; x < png.width; x++) {
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
    ByteBuffer content = ByteBuffer.wrap(Objects.requireNonNull(png.transparency()));
    int colors = pixels.colors();
    int stored = (1 << png.depth) - 1;
    int[] row = new int[png.width];
    int[] alpha = new int[png.width];
    for (int y = 0; y < png.height; y++) {
      Arrays.fill(alpha, 0);
      for (int band = 0; band < colors; band++) {
        int key = (content.getShort(2 * band) & stored) * (pixels.max() / stored);
        pixels.readRow(band, y, row);
        for (int x = 0; x < png.width; x++) {
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
        SplicedImageInputStream.from(channel, blocks.deadline()).bytes(png.header);
    byte[] palette = png.palette();
    if (palette != null && png.colorType == PngChunks.PALETTE) {
      builder.bytes(chunk("PLTE", palette));
    }
    return builder
        .range(png.dataStart(), png.dataEnd() - png.dataStart())
        .bytes(chunk("IEND", new byte[0]))
        .build();
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
