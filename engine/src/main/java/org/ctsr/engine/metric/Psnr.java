package org.ctsr.engine.metric;

/** Peak signal-to-noise ratio. */
public final class Psnr {
  private Psnr() {}

  /**
   * PSNR with a peak of 255, in dB; infinite for equal planes.
   *
   * <p>The peak stays 255 although luma spans 16 to 235: the field's convention.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double between(LumaPlane result, LumaPlane truth) {
    LumaPlane.requireSameSize(result, truth);
    double[] a = result.values();
    double[] b = truth.values();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255.0 * 255.0 * a.length / sum);
  }
}
