package org.ctsr.engine.image;

/**
 * PQ, the curve of SMPTE ST 2084, as in Rec. ITU-R BT.2100-2, table 4: light of a display, 0 to
 * 10,000 cd/m², for samples of 0 to 1.
 */
final class PerceptualQuantizer {
  /** Brightest light it can say, cd/m². */
  static final double MOST = 10_000;

  private static final double M1 = 2610 / 16384.0;
  private static final double M2 = 2523 / 4096.0 * 128;
  private static final double C1 = 3424 / 4096.0;
  private static final double C2 = 2413 / 4096.0 * 32;
  private static final double C3 = 2392 / 4096.0 * 32;

  private PerceptualQuantizer() {}

  /** Sample in [0, 1] to cd/m²: the EOTF. */
  static double decode(double sample) {
    double root = Math.pow(sample, 1 / M2);
    return MOST * Math.pow(Math.max(root - C1, 0) / (C2 - C3 * root), 1 / M1);
  }

  /** Light in [0, {@link #MOST}] to the sample that stands for it: the EOTF's inverse. */
  static double encode(double light) {
    double power = Math.pow(light / MOST, M1);
    return Math.pow((C1 + C2 * power) / (1 + C3 * power), M2);
  }
}
