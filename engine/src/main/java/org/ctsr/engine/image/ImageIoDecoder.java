package org.ctsr.engine.image;

import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.channels.FileChannel;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Any format an ImageIO plug-in reads: asks for the stored colours (so that nothing is converted to
 * sRGB behind our back) and spreads them over planes, block by block of rows.
 */
class ImageIoDecoder extends PhotoDecoder {
  /** Pixels of a block; a block is also at least {@link #MIN_ROWS} rows. */
  private static final int BLOCK_PIXELS = 1 << 22;

  private static final int LARGE_BLOCK_PIXELS = 1 << 26;
  private static final int MIN_ROWS = 64;

  final ImageReader reader;
  private final PhotoFormat format;
  private final ImageInputStream input;
  private final int width;
  private final int height;
  final ImageTypeSpecifier type;
  private final ColorModel colors;

  ImageIoDecoder(PhotoFormat format, ImageReader reader, FileChannel channel, MetadataBlocks blocks)
      throws IOException {
    this(
        format,
        reader,
        SplicedImageInputStream.from(channel, blocks.deadline()).range(0, channel.size()).build(),
        blocks);
  }

  ImageIoDecoder(
      PhotoFormat format, ImageReader reader, ImageInputStream input, MetadataBlocks blocks)
      throws IOException {
    super(blocks);
    this.format = format;
    this.reader = reader;
    this.input = input;
    try {
      reader.setInput(input, false, false);
      reader.addIIOReadWarningListener((source, warning) -> noteWarning(warning));
      width = reader.getWidth(0);
      height = reader.getHeight(0);
      if (width < 1 || height < 1) {
        throw new IIOException("is damaged: its header gives a size of " + width + "x" + height);
      }
      type = rawType(reader);
      colors = type.getColorModel();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static ImageTypeSpecifier rawType(ImageReader reader) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    return raw != null ? raw : reader.getImageTypes(0).next();
  }

  private void noteWarning(@Nullable String warning) {
    // Profiles are judged elsewhere; the last strip is always found too short by TwelveMonkeys.
    if (warning != null && !warning.contains("profile") && !warning.contains("ByteCount < ")) {
      blocks.warn(
          "is not quite as its format wants it (" + warning.replaceAll("\\s+", " ").strip() + ")");
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
    if (colors instanceof IndexColorModel || space() == ColorSpace.TYPE_CMYK) {
      return 8;
    }
    for (int bits : colors.getComponentSize()) {
      if (bits > 8) {
        return 16;
      }
    }
    return 8;
  }

  @Override
  int bands() {
    return planes(colors) + (colors.hasAlpha() ? 1 : 0);
  }

  private int space() {
    return colors.getColorSpace().getType();
  }

  private static int planes(ColorModel colors) {
    if (colors instanceof IndexColorModel palette) {
      return isGrey(palette) ? 1 : 3;
    }
    return colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY ? 1 : 3;
  }

  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Rows to read at a time. Most decoders unpack from the top each time, so that small photos are
   * read at once, and large ones in few large blocks.
   */
  int blockRows() throws IOException {
    return rowsOf(LARGE_BLOCK_PIXELS);
  }

  /** Rows of about so many pixels. */
  final int rowsOf(int pixels) {
    return Math.max(MIN_ROWS, pixels / width);
  }

  @Override
  long workingBytes() throws IOException {
    long rows = Math.min(height, blockRows());
    return rows * width * colors.getNumComponents() * Math.max(1, bitDepth() / 8);
  }

  @Override
  Pixels decode(long heldBytes) throws IOException {
    int space = space();
    if (space != ColorSpace.TYPE_RGB
        && space != ColorSpace.TYPE_GRAY
        && space != ColorSpace.TYPE_CMYK) {
      throw new IIOException(
          "has a kind of colours that cannot be read (Lab, duotone or spot colours);"
              + " convert it to RGB in a photo editor first");
    }
    if (blocks.profile == null && colors.getColorSpace() instanceof ICC_ColorSpace icc) {
      if (!(colors instanceof IndexColorModel) && !isBuiltIn(icc)) {
        blocks.profile = icc.getProfile().getData();
      }
    }
    CmykConversion cmyk = space == ColorSpace.TYPE_CMYK ? CmykConversion.of(blocks) : null;
    Pixels pixels =
        new Pixels(width, height, bitDepth(), planes(colors), colors.hasAlpha(), heldBytes);
    Spreader spreader = new Spreader(pixels, cmyk, isOverWhite());
    try {
      if (deliversRows()) {
        readRows(spreader);
      } else {
        int rows = Math.min(height, Math.max(blockRows(), 1));
        for (int y = 0; y < height; y += rows) {
          readBlock(spreader, y, Math.min(rows, height - y));
        }
      }
    } catch (IIOException e) {
      throw explain(e);
    } catch (java.io.EOFException e) {
      throw new IIOException("is truncated: its picture data ends too early", e);
    } catch (java.io.UncheckedIOException e) {
      throw e; // a temporary file's, not the photo's
    } catch (RuntimeException e) {
      // Plug-ins meet damaged files with whatever index or argument exception comes first.
      throw new IIOException("is damaged: its picture data cannot be unpacked", e);
    }
    return pixels;
  }

  private static IIOException explain(IIOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.io.EOFException) {
        return new IIOException("is truncated: its picture data ends too early", e);
      }
    }
    String message = e.getMessage();
    return message != null
            && ((message.startsWith("is ")
                || message.startsWith("has ")
                || message.startsWith("took ")))
        ? e
        : new IIOException("is damaged or of a kind that cannot be read (" + message + ")", e);
  }

  /** The JDK's own spaces stand for "no profile". */
  private static boolean isBuiltIn(ICC_ColorSpace space) {
    return space == ColorSpace.getInstance(ColorSpace.CS_sRGB)
        || space == ColorSpace.getInstance(ColorSpace.CS_GRAY);
  }

  /**
   * Whether the decoder stores rows, or parts of them, in the destination as it unpacks them,
   * through {@link WritableRaster#setDataElements(int, int, Raster)} alone. Such a picture is read
   * in one go, without an image of it.
   */
  boolean deliversRows() {
    return false;
  }

  /** Whether what is half transparent comes mixed with white. */
  boolean isOverWhite() {
    return false;
  }

  private void readRows(Spreader spreader) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setDestination(new RowSink(type, width, height, spreader::spread).asImage());
    reader.read(0, param);
  }

  private void readBlock(Spreader spreader, int y, int rows) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    if (rows != height) {
      param.setSourceRegion(new Rectangle(0, y, width, rows));
    }
    BufferedImage block = read(param, rows);
    if (block.getWidth() < width || block.getHeight() < rows) {
      throw new IIOException("is damaged: it decodes to fewer pixels than its header says");
    }
    spreader.spread(block, 0, y, width, rows);
  }

  /** Reads a block of so many whole rows, the one that {@code param} names, as it is stored. */
  BufferedImage read(ImageReadParam param, int rows) throws IOException {
    if (format != PhotoFormat.GIF) {
      param.setDestinationType(type);
    }
    return reader.read(0, param);
  }

  /** Rows of about {@link #BLOCK_PIXELS} pixels, a multiple of {@code unit}. */
  final int rowsInUnits(int unit) {
    int rows = rowsOf(BLOCK_PIXELS);
    return unit >= height ? rowsOf(LARGE_BLOCK_PIXELS) : (rows + unit - 1) / unit * unit;
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    input.close();
  }
}
