package org.ctsr.engine.training.data;

import java.util.function.DoubleUnaryOperator;

/**
 * Linear light of sRGB-encoded pictures and back, both in [0, 1] (IEC 61966-2-1). In strict
 * arithmetic, so that patches are the same on any machine; from tables, as powers would take longer
 * than all else that is done to a patch.
 */
final class LinearLight {
  private static final Table LINEAR = new Table(LinearLight::linear);
  private static final Table ENCODED = new Table(LinearLight::encoded);

  private LinearLight() {}

  /** Linear light; values outside [0, 1] are clamped. */
  static Raster linear(Raster encoded) {
    return LINEAR.map(encoded);
  }

  /** Encoded values; light outside [0, 1] is clamped. */
  static Raster encoded(Raster light) {
    return ENCODED.map(light);
  }

  /** How much the encoded value grows with the light, for light above 0.0031308. */
  static double slope(double light) {
    return 1.055 / 2.4 * StrictMath.pow(light, 1 / 2.4 - 1);
  }

  private static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
  }

  private static double encoded(double v) {
    return v <= 0.0031308 ? v * 12.92 : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
  }

  /** A curve over [0, 1], straight between its knots: off by less than a hundredth of 1/255. */
  private static final class Table {
    private static final int KNOTS = 1 << 14;

    private final float[] values = new float[KNOTS + 2];

    Table(DoubleUnaryOperator curve) {
      for (int i = 0; i <= KNOTS; i++) {
        values[i] = (float) curve.applyAsDouble((double) i / KNOTS);
      }
      values[KNOTS + 1] = values[KNOTS];
    }

    Raster map(Raster picture) {
      Raster out = new Raster(picture.width, picture.height);
      for (int i = 0; i < out.values.length; i++) {
        float at = KNOTS * Math.max(0f, Math.min(1f, picture.values[i]));
        int knot = (int) at;
        float low = values[knot];
        out.values[i] = low + (at - knot) * (values[knot + 1] - low);
      }
      return out;
    }
  }
}
