package org.ctsr.engine.image;

import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
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

  private static final int MIN_ROWS = 64;

  final ImageReader reader;
  private final PhotoFormat format;
  private final ImageInputStream input;
  private final int width;
  private final int height;
  private final ImageTypeSpecifier type;
  private final ColorModel colors;

  ImageIoDecoder(PhotoFormat format, ImageReader reader, FileChannel channel, MetadataBlocks blocks)
      throws IOException {
    super(blocks);
    this.format = format;
    this.reader = reader;
    input = SplicedImageInputStream.from(channel).range(0, channel.size()).build();
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

  /** Rows to read at a time; a format that unpacks from the top each time says all. */
  int blockRows() throws IOException {
    return height;
  }

  @Override
  Pixels decode() throws IOException {
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
    Pixels pixels = new Pixels(width, height, bitDepth(), planes(colors), colors.hasAlpha());
    int rows = Math.min(height, Math.max(blockRows(), 1));
    try {
      for (int y = 0; y < height; y += rows) {
        readBlock(pixels, y, Math.min(rows, height - y), cmyk);
      }
    } catch (IIOException e) {
      throw explain(e);
    } catch (java.io.EOFException e) {
      throw new IIOException("is truncated: its picture data ends too early", e);
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
    return message != null && (message.startsWith("is ") || message.startsWith("has "))
        ? e
        : new IIOException("is damaged or of a kind that cannot be read (" + message + ")", e);
  }

  /** The JDK's own spaces stand for "no profile". */
  private static boolean isBuiltIn(ICC_ColorSpace space) {
    return space == ColorSpace.getInstance(ColorSpace.CS_sRGB)
        || space == ColorSpace.getInstance(ColorSpace.CS_GRAY);
  }

  private void readBlock(Pixels pixels, int y, int rows, @Nullable CmykConversion cmyk)
      throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    if (format != PhotoFormat.GIF) {
      param.setDestinationType(type);
    }
    if (rows != height) {
      param.setSourceRegion(new Rectangle(0, y, width, rows));
    }
    BufferedImage block = reader.read(0, param);
    if (block.getWidth() < width || block.getHeight() < rows) {
      throw new IIOException("is damaged: it decodes to fewer pixels than its header says");
    }
    if (cmyk != null) {
      copyCmyk(block.getRaster(), pixels, y, rows, cmyk);
    } else if (block.getColorModel() instanceof ComponentColorModel model) {
      if (storesSamplesAsTheyAre(model, pixels)) {
        copySamples(block.getRaster(), pixels, y, rows);
      } else {
        copyComponents(block.getRaster(), model, pixels, y, rows);
      }
    } else {
      copyColors(block, pixels, y, rows);
    }
  }

  private void copyCmyk(Raster raster, Pixels pixels, int y0, int rows, CmykConversion conversion)
      throws IOException {
    int bands = raster.getNumBands();
    int shift = raster.getSampleModel().getSampleSize(0) - 8;
    int[] row = new int[bands * width];
    byte[] inks = new byte[4 * width];
    byte[] rgb = new byte[3 * width];
    for (int y = 0; y < rows; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      int index = (y0 + y) * width;
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 4; c++) {
          inks[4 * x + c] = (byte) (row[bands * x + c] >> shift);
        }
        if (pixels.alpha) {
          pixels.set(3, index + x, row[bands * x + 4] >> shift);
        }
      }
      conversion.convertRow(inks, rgb, width);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          pixels.set(c, index + x, rgb[3 * x + c]);
        }
      }
    }
  }

  private static boolean storesSamplesAsTheyAre(ComponentColorModel model, Pixels pixels) {
    if (pixels.alpha && model.isAlphaPremultiplied()) {
      return false;
    }
    for (int band = 0; band < pixels.bands(); band++) {
      if (model.getComponentSize(band) != pixels.bitDepth) {
        return false;
      }
    }
    return true;
  }

  private void copySamples(Raster raster, Pixels pixels, int y0, int rows) {
    int[] row = new int[width];
    for (int y = 0; y < rows; y++) {
      int index = (y0 + y) * width;
      for (int band = 0; band < pixels.bands(); band++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
        for (int x = 0; x < width; x++) {
          pixels.set(band, index + x, row[x]);
        }
      }
    }
  }

  private void copyComponents(
      Raster raster, ComponentColorModel model, Pixels pixels, int y0, int rows) {
    int bands = raster.getNumBands();
    int used = pixels.bands();
    boolean real =
        model.getTransferType() == DataBuffer.TYPE_FLOAT
            || model.getTransferType() == DataBuffer.TYPE_DOUBLE;
    double[] scale = new double[used];
    for (int b = 0; b < used; b++) {
      double most = real ? 1 : Math.pow(2, model.getComponentSize(b)) - 1;
      scale[b] = pixels.max() / most;
    }
    double[] row = new double[bands * width];
    for (int y = 0; y < rows; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      int index = (y0 + y) * width;
      for (int x = 0; x < width; x++) {
        double alpha =
            pixels.alpha ? unsigned(row[bands * x + used - 1], real) * scale[used - 1] : 0;
        double unmultiply =
            pixels.alpha && model.isAlphaPremultiplied() && alpha > 0 ? pixels.max() / alpha : 1;
        for (int b = 0; b < used; b++) {
          double value = unsigned(row[bands * x + b], real) * scale[b];
          if (b < pixels.colors()) {
            value *= unmultiply;
          }
          pixels.set(b, index + x, (int) (Math.max(0, Math.min(pixels.max(), value)) + 0.5));
        }
      }
    }
  }

  /** 32-bit integer samples come back signed. */
  private static double unsigned(double sample, boolean real) {
    return real || sample >= 0 ? sample : sample + 4294967296.0;
  }

  private void copyColors(BufferedImage block, Pixels pixels, int y0, int rows) {
    int[] row = new int[width];
    int scale = pixels.max() / 255;
    for (int y = 0; y < rows; y++) {
      block.getRGB(0, y, width, 1, row, 0, width);
      int index = (y0 + y) * width;
      for (int x = 0; x < width; x++) {
        int argb = row[x];
        for (int c = 0; c < pixels.colors(); c++) {
          pixels.set(c, index + x, (argb >> 16 - 8 * c & 0xff) * scale);
        }
        if (pixels.alpha) {
          pixels.set(pixels.colors(), index + x, (argb >>> 24) * scale);
        }
      }
    }
  }

  /** Rows of about {@link #BLOCK_PIXELS} pixels, a multiple of {@code unit}. */
  final int rowsInUnits(int unit) {
    int rows = Math.max(MIN_ROWS, BLOCK_PIXELS / width);
    return unit >= height ? height : (rows + unit - 1) / unit * unit;
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    input.close();
  }
}
