package org.ctsr.engine.image;

import java.io.IOException;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Brings HDR samples to 16-bit sRGB. White is the light of a sheet of paper in the scene ({@link
 * HighlightCompression#WHITE}), so that all but highlights looks as in a usual photo; highlights
 * are compressed as far as the picture's own brightest light asks for. The three components of a
 * colour are multiplied by the same number, which keeps its hue. Colours outside sRGB are clipped.
 */
final class HdrConversion {
  /** What samples stand for. */
  enum Curve {
    PQ,
    HLG
  }

  /** Luminance of BT.2020's primaries, by which HLG's display light is defined (BT.2100-2). */
  private static final double[] LUMINANCE = {0.2627, 0.6780, 0.0593};

  /** One pixel of so many may be brighter than what counts as the peak: glints and hot pixels. */
  private static final int GLINTS = 10_000;

  private static final int BINS = 4096;

  private final Curve curve;
  private final double[][] matrix;
  private final double[] decoded = new double[1 << 16];

  /**
   * @param primaries chromaticities x, y of white, red, green, blue
   */
  HdrConversion(Curve curve, double[] primaries) {
    this.curve = curve;
    matrix = MatrixProfile.toLinearSrgb(primaries);
    DoubleUnaryOperator decode =
        curve == Curve.PQ ? PerceptualQuantizer::decode : HybridLogGamma::decode;
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = decode.applyAsDouble(i / 65535.0);
    }
  }

  /**
   * The picture in sRGB; a grey one stays grey. The source must not be used afterwards.
   *
   * @param blocks receives a warning that says what was done
   */
  Pixels toSrgb(Pixels source, long heldBytes, MetadataBlocks blocks) throws IOException {
    double peak = peak(source);
    HighlightCompression compression = new HighlightCompression(peak);
    int colors = source.colors();
    int width = source.width;
    Pixels target = new Pixels(width, source.height, 16, colors, source.alpha, heldBytes);
    Light light = new Light(source);
    int[] row = new int[width];
    for (int y = 0; y < source.height; y++) {
      light.read(y);
      for (int x = 0; x < width; x++) {
        light.scale(x, compression);
      }
      for (int c = 0; c < colors; c++) {
        for (int x = 0; x < width; x++) {
          row[x] = Math.round(SrgbCurve.encode((float) light.planes[c][x]) * 65535);
        }
        target.writeRow(c, y, row);
      }
      if (source.alpha) {
        source.readRow(colors, y, row);
        for (int x = 0; x < width; x++) {
          row[x] *= light.widen;
        }
        target.writeRow(colors, y, row);
      }
    }
    source.release();
    blocks.warn(
        "is an HDR picture ("
            + curve
            + ") and was converted to sRGB"
            + (peak > HighlightCompression.WHITE
                ? String.format(
                    Locale.ROOT,
                    "; its highlights, up to %.1f times as bright as white, were compressed",
                    peak / HighlightCompression.WHITE)
                : ""));
    return target;
  }

  /** The brightest component of a colour that anything but glints has, cd/m². */
  private double peak(Pixels source) {
    long[] counts = new long[BINS];
    double[] brightest = new double[BINS];
    long counted = 0;
    Light light = new Light(source);
    int[] alpha = new int[source.width];
    for (int y = 0; y < source.height; y++) {
      light.read(y);
      if (source.alpha) {
        source.readRow(source.colors(), y, alpha);
      }
      for (int x = 0; x < source.width; x++) {
        if (source.alpha && alpha[x] == 0) {
          continue; // nobody sees what it holds
        }
        double value = light.brightest(x);
        // Steps that grow with the light, as the eye's do.
        double place = Math.sqrt(Math.sqrt(value / PerceptualQuantizer.MOST));
        int bin = (int) Math.min(BINS - 1.0, place * BINS);
        counts[bin]++;
        brightest[bin] = Math.max(brightest[bin], value);
        counted++;
      }
    }
    long over = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      over += counts[bin];
      if (over > counted / GLINTS) {
        return brightest[bin];
      }
    }
    return 0;
  }

  /** A row of the picture as light of a display in cd/m², by sRGB's primaries. */
  private final class Light {
    final int widen;
    final double[][] planes;
    private final Pixels source;
    private final int[] samples;

    Light(Pixels source) {
      this.source = source;
      widen = source.bitDepth == 8 ? 257 : 1;
      planes = new double[source.colors()][source.width];
      samples = new int[source.width];
    }

    void read(int y) {
      for (int c = 0; c < planes.length; c++) {
        source.readRow(c, y, samples);
        for (int x = 0; x < source.width; x++) {
          planes[c][x] = decoded[samples[x] * widen];
        }
      }
      if (curve == Curve.HLG) {
        display();
      }
      if (planes.length == 3) {
        convert();
      }
    }

    private void display() {
      for (int x = 0; x < source.width; x++) {
        double luminance = planes[0][x];
        if (planes.length == 3) {
          luminance =
              LUMINANCE[0] * planes[0][x]
                  + LUMINANCE[1] * planes[1][x]
                  + LUMINANCE[2] * planes[2][x];
        }
        double times = HybridLogGamma.displayed(luminance);
        for (double[] plane : planes) {
          plane[x] *= times;
        }
      }
    }

    private void convert() {
      for (int x = 0; x < source.width; x++) {
        double red = planes[0][x];
        double green = planes[1][x];
        double blue = planes[2][x];
        for (int c = 0; c < 3; c++) {
          double value = matrix[c][0] * red + matrix[c][1] * green + matrix[c][2] * blue;
          planes[c][x] = Math.max(0, value);
        }
      }
    }

    double brightest(int x) {
      double most = 0;
      for (double[] plane : planes) {
        most = Math.max(most, plane[x]);
      }
      return most;
    }

    /** Compresses a pixel; white becomes 1. */
    void scale(int x, HighlightCompression compression) {
      double most = brightest(x);
      double times = most > 0 ? compression.apply(most) / most / HighlightCompression.WHITE : 0;
      for (double[] plane : planes) {
        plane[x] *= times;
      }
    }
  }
}
