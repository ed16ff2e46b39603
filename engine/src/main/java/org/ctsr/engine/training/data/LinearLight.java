package org.ctsr.engine.training.data;

/**
 * Linear light of sRGB-encoded pictures and back, both in [0, 1] (IEC 61966-2-1). In strict
 * arithmetic, so that patches are the same on any machine.
 */
final class LinearLight {
  private LinearLight() {}

  /** Linear light; values outside [0, 1] are clamped. */
  static Raster linear(Raster encoded) {
    return mapped(encoded, LinearLight::linear);
  }

  /** Encoded values; light outside [0, 1] is clamped. */
  static Raster encoded(Raster light) {
    return mapped(light, LinearLight::encoded);
  }

  /** How much the encoded value grows with the light, for light above 0.0031308. */
  static double slope(double light) {
    return 1.055 / 2.4 * StrictMath.pow(light, 1 / 2.4 - 1);
  }

  private interface Curve {
    double at(double value);
  }

  private static Raster mapped(Raster picture, Curve curve) {
    Raster out = new Raster(picture.width, picture.height);
    for (int i = 0; i < out.values.length; i++) {
      out.values[i] = (float) curve.at(Math.max(0.0, Math.min(1.0, picture.values[i])));
    }
    return out;
  }

  private static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
  }

  private static double encoded(double v) {
    return v <= 0.0031308 ? v * 12.92 : 1.055 * StrictMath.pow(v, 1 / 2.4) - 0.055;
  }
}
