package org.ctsr.engine.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.IIOException;
import org.jspecify.annotations.Nullable;

/**
 * CMYK to 8-bit sRGB: through the photo's profile, or without one by {@code (1 - ink)(1 - black)}
 * with a warning.
 */
final class CmykConversion {
  private final @Nullable ColorConvertOp op;

  private CmykConversion(@Nullable ColorConvertOp op) {
    this.op = op;
  }

  /** Takes the profile out of the blocks: what comes of it is sRGB. */
  static CmykConversion of(MetadataBlocks blocks) {
    byte[] bytes = blocks.profile;
    blocks.profile = null;
    blocks.srgb = true;
    ICC_Profile profile = bytes == null ? null : Profiles.parse(bytes);
    if (profile == null || profile.getColorSpaceType() != ColorSpace.TYPE_CMYK) {
      blocks.warn(
          "is CMYK without a usable colour profile; its colours were approximated"
              + " and it was converted to sRGB");
      return new CmykConversion(null);
    }
    blocks.warn("is CMYK and was converted to sRGB with its profile");
    return new CmykConversion(new ColorConvertOp(new ICC_Profile[] {profile, Profiles.SRGB}, null));
  }

  /**
   * Converts rows of pixel-interleaved samples of 0 = no ink.
   *
   * @param first row of {@code pixels} to begin with
   * @param ycck whether the first three are YCbCr of the inverted inks (Adobe transform 2)
   * @param inverted whether 255 = no ink instead
   */
  void store(byte[] samples, Pixels pixels, int first, int rows, boolean ycck, boolean inverted)
      throws IOException {
    int width = pixels.width;
    int[] row = new int[width];
    byte[] inks = new byte[4 * width];
    byte[] rgb = new byte[3 * width];
    for (int y = 0; y < rows; y++) {
      System.arraycopy(samples, 4 * width * y, inks, 0, inks.length);
      if (ycck) {
        toCmyk(inks);
      }
      if (inverted) {
        for (int i = 0; i < inks.length; i++) {
          inks[i] = (byte) ~inks[i];
        }
      }
      convertRow(inks, rgb, width);
      for (int c = 0; c < 3; c++) {
        for (int x = 0; x < width; x++) {
          row[x] = rgb[3 * x + c] & 0xff;
        }
        pixels.writeRow(c, first + y, row);
      }
    }
  }

  /** One row, 0 = no ink, to interleaved sRGB. */
  void convertRow(byte[] inks, byte[] rgb, int width) throws IOException {
    if (op == null) {
      for (int x = 0; x < width; x++) {
        int white = 255 - (inks[4 * x + 3] & 0xff);
        for (int c = 0; c < 3; c++) {
          rgb[3 * x + c] = (byte) ((white * (255 - (inks[4 * x + c] & 0xff)) + 127) / 255);
        }
      }
      return;
    }
    try {
      op.filter(interleaved(inks, width, 4), interleaved(rgb, width, 3));
    } catch (java.awt.color.CMMException | IllegalArgumentException e) {
      throw new IIOException("has a CMYK colour profile that cannot be used", e);
    }
  }

  private static WritableRaster interleaved(byte[] samples, int width, int bands) {
    int[] offsets = new int[bands];
    for (int i = 0; i < bands; i++) {
      offsets[i] = i;
    }
    PixelInterleavedSampleModel model =
        new PixelInterleavedSampleModel(
            DataBuffer.TYPE_BYTE, width, 1, bands, bands * width, offsets);
    return Raster.createWritableRaster(model, new DataBufferByte(samples, samples.length), null);
  }

  /** JFIF's YCbCr, the result complemented as libjpeg does for YCCK. */
  private static void toCmyk(byte[] row) {
    for (int i = 0; i < row.length; i += 4) {
      double y = row[i] & 0xff;
      double cb = (row[i + 1] & 0xff) - 128;
      double cr = (row[i + 2] & 0xff) - 128;
      row[i] = complement(y + 1.402 * cr);
      row[i + 1] = complement(y - 0.344136 * cb - 0.714136 * cr);
      row[i + 2] = complement(y + 1.772 * cb);
    }
  }

  private static byte complement(double value) {
    return (byte) (255 - Math.max(0, Math.min(255, Math.round(value))));
  }
}
