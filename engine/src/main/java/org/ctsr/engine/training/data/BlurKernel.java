package org.ctsr.engine.training.data;

/**
 * Blur kernels of odd size that sum to 1. Formulas: Real-ESRGAN (arXiv 2107.10833, section 3.1 and
 * appendix A) and Liu et al., "Estimating Generalized Gaussian Blur Kernels".
 */
final class BlurKernel {
  private final int size;
  private final float[] taps;

  /** Whether the taps are a column times a row, as those of a round Gaussian are. */
  private final boolean separable;

  private BlurKernel(int size, double[] raw) {
    this(size, raw, false);
  }

  private BlurKernel(int size, double[] raw, boolean separable) {
    double sum = 0;
    for (double v : raw) {
      sum += v;
    }
    this.size = size;
    this.separable = separable;
    this.taps = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      taps[i] = (float) (raw[i] / sum);
    }
  }

  /** Smallest odd size that holds three of the larger sigma to each side. */
  static int sizeFor(double sigma) {
    return 2 * (int) Math.ceil(3 * Math.max(0.2, sigma)) + 1;
  }

  /**
   * Generalised Gaussian {@code exp(-0.5 (v' C^-1 v)^beta)}; beta 1 is the Gaussian.
   *
   * @param sigmaX pixels, along the axis turned by {@code angle} radians
   * @param sigmaY pixels, across it
   */
  static BlurKernel gaussian(double sigmaX, double sigmaY, double angle, double beta, int size) {
    boolean round = sigmaX == sigmaY && beta == 1.0;
    return elliptic(
        sigmaX, sigmaY, angle, size, round, q -> StrictMath.exp(-0.5 * StrictMath.pow(q, beta)));
  }

  /** Plateau-shaped kernel {@code 1 / (1 + (v' C^-1 v)^beta)}: a defocused lens. */
  static BlurKernel plateau(double sigmaX, double sigmaY, double angle, double beta, int size) {
    return elliptic(sigmaX, sigmaY, angle, size, false, q -> 1.0 / (1.0 + StrictMath.pow(q, beta)));
  }

  /** What a lens makes of a point that is out of focus: a disc of {@code radius} pixels. */
  static BlurKernel disc(double radius) {
    int half = (int) Math.ceil(radius);
    int size = 2 * half + 1;
    double[] raw = new double[size * size];
    for (int j = 0; j < size; j++) {
      for (int i = 0; i < size; i++) {
        double inside = radius + 0.5 - StrictMath.hypot(i - half, j - half);
        raw[j * size + i] = Math.max(0, Math.min(1, inside));
      }
    }
    return new BlurKernel(size, raw);
  }

  /** Circular ideal low-pass of the given cut-off (radians a pixel): ringing and overshoot. */
  static BlurKernel sinc(double cutoff, int size) {
    double[] raw = new double[size * size];
    int half = size / 2;
    for (int j = 0; j < size; j++) {
      for (int i = 0; i < size; i++) {
        double r = StrictMath.hypot(i - half, j - half);
        raw[j * size + i] =
            r == 0
                ? cutoff * cutoff / (4 * Math.PI)
                : cutoff * besselJ1(cutoff * r) / (2 * Math.PI * r);
      }
    }
    return new BlurKernel(size, raw);
  }

  private interface Falloff {
    double at(double squaredRadius);
  }

  private static BlurKernel elliptic(
      double sigmaX, double sigmaY, double angle, int size, boolean separable, Falloff falloff) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] raw = new double[size * size];
    int half = size / 2;
    for (int j = 0; j < size; j++) {
      for (int i = 0; i < size; i++) {
        double u = (cos * (i - half) + sin * (j - half)) / sigmaX;
        double v = (-sin * (i - half) + cos * (j - half)) / sigmaY;
        raw[j * size + i] = falloff.at(u * u + v * v);
      }
    }
    return new BlurKernel(size, raw, separable);
  }

  /**
   * Bessel function of the first kind, order 1: rational approximation (Hart; error below 1e-8).
   */
  private static double besselJ1(double x) {
    double a = Math.abs(x);
    if (a < 8.0) {
      double y = x * x;
      double p =
          x
              * (72362614232.0
                  + y
                      * (-7895059235.0
                          + y
                              * (242396853.1
                                  + y * (-2972611.439 + y * (15704.48260 + y * -30.16036606)))));
      double q =
          144725228442.0
              + y * (2300535178.0 + y * (18583304.74 + y * (99447.43394 + y * (376.9991397 + y))));
      return p / q;
    }
    double z = 8.0 / a;
    double y = z * z;
    double phase = a - 2.356194491;
    double p =
        1.0
            + y
                * (0.183105e-2
                    + y * (-0.3516396496e-4 + y * (0.2457520174e-5 + y * -0.240337019e-6)));
    double q =
        0.04687499995
            + y
                * (-0.2002690873e-3
                    + y * (0.8449199096e-5 + y * (-0.88228987e-6 + y * 0.105787412e-6)));
    double value =
        StrictMath.sqrt(0.636619772 / a)
            * (StrictMath.cos(phase) * p - z * StrictMath.sin(phase) * q);
    return x < 0 ? -value : value;
  }

  /** Convolves every channel, borders reflected. */
  Raster apply(Raster source) {
    int half = size / 2;
    int w = source.width;
    int h = source.height;
    int paddedWidth = w + 2 * half;
    float[] padded = new float[paddedWidth * (h + 2 * half)];
    Raster out = new Raster(w, h);
    for (int c = 0; c < Raster.CHANNELS; c++) {
      for (int j = 0; j < h + 2 * half; j++) {
        int row = c * source.plane() + Raster.reflect(j - half, h) * w;
        for (int i = 0; i < paddedWidth; i++) {
          padded[j * paddedWidth + i] = source.values[row + Raster.reflect(i - half, w)];
        }
      }
      if (separable) {
        convolveInTwoSteps(padded, out, c);
      } else {
        convolve(padded, out, c);
      }
    }
    return out;
  }

  private void convolve(float[] padded, Raster out, int channel) {
    int w = out.width;
    int paddedWidth = w + size - 1;
    for (int j = 0; j < out.height; j++) {
      int to = channel * out.plane() + j * w;
      for (int n = 0; n < size; n++) {
        for (int m = 0; m < size; m++) {
          add(taps[n * size + m], padded, (j + n) * paddedWidth + m, out.values, to, w);
        }
      }
    }
  }

  private void convolveInTwoSteps(float[] padded, Raster out, int channel) {
    int w = out.width;
    int paddedWidth = w + size - 1;
    float[] line = line();
    float[] rows = new float[w * (out.height + size - 1)];
    for (int j = 0; j < out.height + size - 1; j++) {
      for (int m = 0; m < size; m++) {
        add(line[m], padded, j * paddedWidth + m, rows, j * w, w);
      }
    }
    for (int j = 0; j < out.height; j++) {
      for (int n = 0; n < size; n++) {
        add(line[n], rows, (j + n) * w, out.values, channel * out.plane() + j * w, w);
      }
    }
  }

  private static void add(float tap, float[] from, int at, float[] to, int into, int count) {
    for (int i = 0; i < count; i++) {
      to[into + i] += tap * from[at + i];
    }
  }

  /** The row of a separable kernel, which is its column too; sums to 1. */
  private float[] line() {
    float[] line = new float[size];
    for (int i = 0; i < size * size; i++) {
      line[i % size] += taps[i];
    }
    return line;
  }
}
