package org.ctsr.engine.metric;

/**
 * Structural similarity (Wang et al., "Image Quality Assessment: From Error Visibility to
 * Structural Similarity", IEEE TIP 2004, equation 13): 11x11 Gaussian window of sigma 1.5, K1 =
 * 0.01, K2 = 0.03, peak 255, averaged where the window lies inside the picture.
 */
public final class Ssim {
  /** Pixels on a side of the window, and of the smallest picture that can be measured. */
  public static final int WINDOW = 11;

  private static final double C1 = 0.01 * 255 * 0.01 * 255;
  private static final double C2 = 0.03 * 255 * 0.03 * 255;

  private Ssim() {}

  /**
   * Mean SSIM, 1 for equal planes; NaN if a side is shorter than {@link #WINDOW}.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double between(LumaPlane result, LumaPlane truth) {
    LumaPlane.requireSameSize(result, truth);
    int width = result.width();
    int height = result.height();
    if (Math.min(width, height) < WINDOW) {
      return Double.NaN;
    }
    double[] taps = Gaussian.taps(WINDOW, 1.5);
    double[] a = result.values();
    double[] b = truth.values();
    double[] meanA = Gaussian.filter(taps, a, width, height);
    double[] meanB = Gaussian.filter(taps, b, width, height);
    double[] squareA = Gaussian.filter(taps, product(a, a), width, height);
    double[] squareB = Gaussian.filter(taps, product(b, b), width, height);
    double[] cross = Gaussian.filter(taps, product(a, b), width, height);
    double sum = 0;
    for (int i = 0; i < meanA.length; i++) {
      double ab = meanA[i] * meanB[i];
      double aa = meanA[i] * meanA[i];
      double bb = meanB[i] * meanB[i];
      sum +=
          (2 * ab + C1)
              * (2 * (cross[i] - ab) + C2)
              / ((aa + bb + C1) * (squareA[i] - aa + squareB[i] - bb + C2));
    }
    return sum / meanA.length;
  }

  private static double[] product(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * b[i];
    }
    return result;
  }
}
