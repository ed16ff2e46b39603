package org.ctsr.engine.image;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Spreads blocks of a decoded picture, of any layout ImageIO knows, over planes. */
final class Spreader {
  private final Pixels pixels;
  private final @Nullable CmykConversion cmyk;
  private final boolean overWhite;

  /**
   * @param cmyk what makes sRGB of CMYK; null for grey and RGB pictures
   * @param overWhite whether the colours of a picture with alpha come mixed with white, which is
   *     taken out of them
   */
  Spreader(Pixels pixels, @Nullable CmykConversion cmyk, boolean overWhite) {
    this.pixels = pixels;
    this.cmyk = cmyk;
    this.overWhite = overWhite && pixels.alpha;
  }

  /** Stores the upper left {@code w * h} pixels of a block at {@code x, y} of the picture. */
  void spread(BufferedImage block, int x, int y, int w, int h) throws IOException {
    Raster raster = block.getRaster();
    for (int row = 0; row < h; row++) {
      if (cmyk != null) {
        copyCmyk(raster, row, x, y + row, w, cmyk);
      } else if (block.getColorModel() instanceof ComponentColorModel model) {
        if (storesSamplesAsTheyAre(model)) {
          copySamples(raster, row, x, y + row, w);
        } else {
          copyComponents(raster, model, row, x, y + row, w);
        }
      } else {
        copyColors(block, row, x, y + row, w);
      }
    }
  }

  private void copyCmyk(Raster raster, int row, int x0, int y0, int w, CmykConversion conversion)
      throws IOException {
    int bands = raster.getNumBands();
    int bits = raster.getSampleModel().getSampleSize(0);
    int shift = bits - 8;
    int most = (1 << bits) - 1;
    int[] packed = raster.getPixels(raster.getMinX(), raster.getMinY() + row, w, 1, (int[]) null);
    int[] plane = new int[w];
    byte[] inks = new byte[4 * w];
    byte[] rgb = new byte[3 * w];
    for (int x = 0; x < w; x++) {
      int alpha = overWhite ? packed[bands * x + 4] : 0;
      for (int c = 0; c < 4; c++) {
        long ink = packed[bands * x + c];
        if (alpha > 0) { // white is no ink
          ink = Math.min(most, (ink * most + alpha / 2) / alpha);
        }
        inks[4 * x + c] = (byte) (ink >> shift);
      }
    }
    conversion.convertRow(inks, rgb, w);
    for (int c = 0; c < 3; c++) {
      for (int x = 0; x < w; x++) {
        plane[x] = rgb[3 * x + c] & 0xff;
      }
      pixels.write(c, x0, y0, w, plane);
    }
    if (pixels.alpha) {
      for (int x = 0; x < w; x++) {
        plane[x] = packed[bands * x + 4] >> shift;
      }
      pixels.write(3, x0, y0, w, plane);
    }
  }

  private boolean storesSamplesAsTheyAre(ComponentColorModel model) {
    if (overWhite
        || pixels.alpha && model.isAlphaPremultiplied()
        || model.getTransferType() == DataBuffer.TYPE_SHORT) {
      return false;
    }
    for (int band = 0; band < pixels.bands(); band++) {
      if (model.getComponentSize(band) != pixels.bitDepth) {
        return false;
      }
    }
    return true;
  }

  private void copySamples(Raster raster, int row, int x0, int y0, int w) {
    int[] plane = new int[w];
    for (int band = 0; band < pixels.bands(); band++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + row, w, 1, band, plane);
      pixels.write(band, x0, y0, w, plane);
    }
  }

  private void copyComponents(
      Raster raster, ComponentColorModel model, int row, int x0, int y0, int w) {
    int bands = raster.getNumBands();
    int used = pixels.bands();
    boolean real =
        model.getTransferType() == DataBuffer.TYPE_FLOAT
            || model.getTransferType() == DataBuffer.TYPE_DOUBLE;
    // Below zero there is nothing to show.
    boolean signed = model.getTransferType() == DataBuffer.TYPE_SHORT;
    double[] scale = new double[used];
    for (int b = 0; b < used; b++) {
      int bits = model.getComponentSize(b) - (signed ? 1 : 0);
      double most = real ? 1 : Math.pow(2, bits) - 1;
      scale[b] = pixels.max() / most;
    }
    double[] packed =
        raster.getPixels(raster.getMinX(), raster.getMinY() + row, w, 1, (double[]) null);
    int[][] planes = new int[used][w];
    for (int x = 0; x < w; x++) {
      double alpha =
          pixels.alpha
              ? unsigned(packed[bands * x + used - 1], real || signed) * scale[used - 1]
              : 0;
      double unmultiply =
          pixels.alpha && model.isAlphaPremultiplied() && alpha > 0 ? pixels.max() / alpha : 1;
      for (int b = 0; b < used; b++) {
        double value = unsigned(packed[bands * x + b], real || signed) * scale[b];
        if (b < pixels.colors()) {
          value *= unmultiply;
          if (overWhite && alpha > 0) {
            value = pixels.max() - (pixels.max() - value) * pixels.max() / alpha;
          }
        }
        planes[b][x] = (int) (Math.max(0, Math.min(pixels.max(), value)) + 0.5);
      }
    }
    for (int b = 0; b < used; b++) {
      pixels.write(b, x0, y0, w, planes[b]);
    }
  }

  /** 32-bit integer samples come back signed. */
  private static double unsigned(double sample, boolean asItIs) {
    return asItIs || sample >= 0 ? sample : sample + 4294967296.0;
  }

  private void copyColors(BufferedImage block, int row, int x0, int y0, int w) {
    int[] packed = block.getRGB(0, row, w, 1, null, 0, w);
    int[] plane = new int[w];
    int scale = pixels.max() / 255;
    for (int band = 0; band < pixels.bands(); band++) {
      int shift = band < pixels.colors() ? 16 - 8 * band : 24;
      for (int x = 0; x < w; x++) {
        plane[x] = (packed[x] >>> shift & 0xff) * scale;
      }
      pixels.write(band, x0, y0, w, plane);
    }
  }
}
