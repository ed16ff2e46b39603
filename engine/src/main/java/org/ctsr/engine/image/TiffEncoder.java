package org.ctsr.engine.image;

import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import javax.imageio.stream.ImageOutputStream;

/**
 * TIFF in deflated strips with horizontal differencing (TIFF 6.0, sections 3 and 14).
 *
 * <p>Commons Imaging writes the directories; only the strips are made here, since the JDK's writer
 * truncates strips that do not compress and has no 16-bit predictor, TwelveMonkeys' damages 16-bit
 * samples, and Commons Imaging's own holds the whole picture.
 */
final class TiffEncoder implements PhotoEncoder {
  /** Bytes of a strip before compression. */
  private static final int STRIP_BYTES = 1 << 18;

  /** Room for directories and tags below the 4 GiB that an ordinary TIFF's offsets can reach. */
  private static final long MAX_BYTES = (1L << 32) - (64L << 20);

  private final long ordinaryBytes;

  TiffEncoder() {
    this(MAX_BYTES);
  }

  /**
   * @param ordinaryBytes most bytes of samples in an ordinary TIFF; more make it a BigTIFF
   */
  TiffEncoder(long ordinaryBytes) {
    this.ordinaryBytes = ordinaryBytes;
  }

  @Override
  public String refusal(int width, int height, int samples, int bitDepth) {
    return "";
  }

  @Override
  public void encode(
      RowSource rows,
      ResultMetadata metadata,
      WriteSettings settings,
      ImageOutputStream output,
      List<String> warnings)
      throws IOException {
    RowImage image = new RowImage(rows, settings.bitDepth(), true);
    int bands = image.getSampleModel().getNumBands();
    int rowBytes = Math.multiplyExact(rows.width() * bands, settings.bitDepth() / 8);
    int stripRows = Math.max(1, Math.min(rows.height(), STRIP_BYTES / rowBytes));
    int strips = (rows.height() + stripRows - 1) / stripRows;
    TiffDirectories directories =
        new TiffDirectories(
            rows.width(),
            rows.height(),
            bands,
            settings.bitDepth(),
            stripRows,
            rows.isGrey(),
            rows.hasAlpha(),
            metadata);
    // Deflate makes what cannot be packed larger by far less than what is left free.
    boolean big = (long) rowBytes * rows.height() > ordinaryBytes;
    if (big) {
      warnings.add("is a BigTIFF, being over 4 GiB; some programs cannot read these");
    }
    long[] offsets = new long[strips];
    long[] lengths = new long[strips];
    // The directories take the same room whatever the offsets, so they can come first.
    output.write(directories.bytes(offsets, lengths, big, warnings));
    Deflater deflater = new Deflater(DEFLATE_LEVEL);
    try {
      byte[] packed = new byte[1 << 16];
      for (int i = 0; i < strips; i++) {
        int y = i * stripRows;
        int count = Math.min(stripRows, rows.height() - y);
        byte[] strip = strip(image.getData(new Rectangle(0, y, rows.width(), count)), bands);
        long start = output.getStreamPosition();
        deflater.reset();
        deflater.setInput(strip);
        deflater.finish();
        while (!deflater.finished()) {
          output.write(packed, 0, deflater.deflate(packed));
        }
        offsets[i] = start;
        lengths[i] = output.getStreamPosition() - start;
        if (output.getStreamPosition() % 2 != 0) {
          output.write(0); // offsets are even
        }
      }
    } finally {
      deflater.end();
    }
    output.seek(0);
    output.write(directories.bytes(offsets, lengths, big, new java.util.ArrayList<>()));
  }

  /** Differences along each row, little-endian. */
  private static byte[] strip(Raster raster, int bands) {
    int row = raster.getWidth() * bands;
    if (raster.getDataBuffer() instanceof DataBufferByte bytes) {
      byte[] samples = bytes.getData();
      byte[] strip = Arrays.copyOf(samples, row * raster.getHeight());
      for (int start = 0; start < strip.length; start += row) {
        for (int i = start + row - 1; i >= start + bands; i--) {
          strip[i] -= strip[i - bands];
        }
      }
      return strip;
    }
    short[] samples = ((DataBufferUShort) raster.getDataBuffer()).getData();
    byte[] strip = new byte[2 * row * raster.getHeight()];
    for (int start = 0; start < row * raster.getHeight(); start += row) {
      for (int i = start; i < start + row; i++) {
        int difference = i < start + bands ? samples[i] : samples[i] - samples[i - bands];
        strip[2 * i] = (byte) difference;
        strip[2 * i + 1] = (byte) (difference >> 8);
      }
    }
    return strip;
  }
}
