package org.ctsr.engine.image;

/**
 * HLG, the curve of ARIB STD-B67, as in Rec. ITU-R BT.2100-2, table 5: light of a scene, which a
 * display shows by its own brightness. Here that is the nominal display of 1,000 cd/m².
 */
final class HybridLogGamma {
  /** Nominal peak of the display, cd/m². */
  static final double MOST = 1_000;

  private static final double A = 0.17883277;
  private static final double B = 1 - 4 * A;
  private static final double C = 0.5 - A * Math.log(4 * A);

  /** Of a display of {@link #MOST}. */
  private static final double SYSTEM_GAMMA = 1.2;

  private HybridLogGamma() {}

  /** Sample in [0, 1] to light of the scene in [0, 1]: the OETF's inverse. */
  static double decode(double sample) {
    return sample <= 0.5 ? sample * sample / 3 : (Math.exp((sample - C) / A) + B) / 12;
  }

  /**
   * What a colour's three components of scene light are multiplied by to be cd/m² on the display:
   * the OOTF.
   *
   * @param luminance of the colour in the scene, in [0, 1]
   */
  static double displayed(double luminance) {
    return luminance > 0 ? MOST * Math.pow(luminance, SYSTEM_GAMMA - 1) : 0;
  }
}
