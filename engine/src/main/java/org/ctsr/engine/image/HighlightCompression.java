package org.ctsr.engine.image;

/**
 * Brings light that is brighter than white below it: the EETF of Report ITU-R BT.2390-10, section
 * 5.4.1, for a black of 0. Light up to a knee, which lies under white, stays as it is; from there a
 * Hermite spline over PQ samples leads to white, which the brightest light becomes.
 */
final class HighlightCompression {
  /** Diffuse white in HDR: Report ITU-R BT.2408-5, table 1; cd/m². */
  static final double WHITE = 203;

  private final double peak;

  /** PQ sample of the peak, in units of which the others are. */
  private final double unit;

  private final double most;
  private final double knee;
  private final double kneeLight;

  /**
   * @param peak brightest light of the picture, cd/m²; if it is no brighter than white, nothing is
   *     changed
   */
  HighlightCompression(double peak) {
    this.peak = Math.max(WHITE, peak);
    unit = PerceptualQuantizer.encode(this.peak);
    most = PerceptualQuantizer.encode(WHITE) / unit;
    knee = 1.5 * most - 0.5;
    kneeLight = this.peak > WHITE ? PerceptualQuantizer.decode(knee * unit) : WHITE;
  }

  /** Light in cd/m² to light of at most {@link #WHITE}; what is over the peak becomes white. */
  double apply(double light) {
    if (light <= kneeLight) {
      return light;
    }
    if (light >= peak) {
      return WHITE;
    }
    double t = (PerceptualQuantizer.encode(light) / unit - knee) / (1 - knee);
    double t2 = t * t;
    double t3 = t2 * t;
    double sample =
        (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee) + (3 * t2 - 2 * t3) * most;
    return Math.min(WHITE, PerceptualQuantizer.decode(sample * unit));
  }
}
