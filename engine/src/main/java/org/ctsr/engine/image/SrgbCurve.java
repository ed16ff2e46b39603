package org.ctsr.engine.image;

/** The sRGB transfer curve (IEC 61966-2-1) from tables, to within a tenth of a 16-bit step. */
public final class SrgbCurve {
  private static final int STEPS = 1 << 13;
  private static final float[] DECODE = new float[STEPS + 2];

  /** Indexed by the square root, along which the curve is nearly straight. */
  private static final float[] ENCODE = new float[STEPS + 2];

  static {
    for (int i = 0; i < STEPS + 2; i++) {
      double v = (double) i / STEPS;
      DECODE[i] = (float) decodeExactly(v);
      ENCODE[i] = (float) encodeExactly(v * v);
    }
  }

  private SrgbCurve() {}

  static double decodeExactly(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
  }

  static double encodeExactly(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
  }

  /** Encoded to linear light; clamps to [0, 1], NaN becomes 0. */
  public static float decode(float encoded) {
    if (!(encoded > 0)) {
      return 0;
    }
    if (encoded >= 1) {
      return 1;
    }
    float place = encoded * STEPS;
    int i = (int) place;
    return DECODE[i] + (place - i) * (DECODE[i + 1] - DECODE[i]);
  }

  /** Linear light to encoded; clamps to [0, 1], NaN becomes 0. */
  public static float encode(float linear) {
    if (!(linear > 0)) {
      return 0;
    }
    if (linear >= 1) {
      return 1;
    }
    if (linear <= 0.0031308f) {
      return 12.92f * linear;
    }
    float place = (float) Math.sqrt(linear) * STEPS;
    int i = (int) place;
    return ENCODE[i] + (place - i) * (ENCODE[i + 1] - ENCODE[i]);
  }
}
