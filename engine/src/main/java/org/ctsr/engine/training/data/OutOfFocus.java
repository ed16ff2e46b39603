package org.ctsr.engine.training.data;

/**
 * A scene that lies out of focus: what the best lens shows of it is blurred, in a long shot and in
 * a short one alike. Patches of sharp photographs alone teach that every blur is the small photo's
 * and is to be undone, and then soft backgrounds come out harder than they are.
 */
final class OutOfFocus {
  /** Below this radius, pixels, a disc changes nothing. */
  private static final double LEAST_RADIUS = 0.5;

  private OutOfFocus() {}

  /**
   * Every second scene wholly at one distance, the others falling out of focus from one side to the
   * other.
   *
   * @param scene sRGB-encoded, in [0, 1]
   * @param radius of the disc that a point becomes, pixels
   */
  static Raster blurred(Raster scene, double radius, Dice dice) {
    boolean falling = dice.chance(0.5);
    double angle = 2 * Math.PI * dice.in(new Range(0, 1));
    if (radius < LEAST_RADIUS) {
      return scene;
    }
    Raster light = LinearLight.linear(scene);
    Raster far = BlurKernel.disc(radius).apply(light);
    if (falling) {
      Raster between = BlurKernel.disc(radius / 2).apply(light);
      far = falling(light, between, far, angle);
    }
    return LinearLight.encoded(far);
  }

  /** From the first at one side over the second in the middle to the third at the other. */
  private static Raster falling(Raster near, Raster between, Raster far, double angle) {
    Raster out = new Raster(near.width, near.height);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double reach = 0.5 * (Math.abs(cos) * near.width + Math.abs(sin) * near.height);
    for (int y = 0; y < near.height; y++) {
      for (int x = 0; x < near.width; x++) {
        double along = (cos * (x - 0.5 * near.width) + sin * (y - 0.5 * near.height)) / reach;
        Raster end = along < 0 ? near : far;
        float share = (float) Math.min(1, Math.abs(along));
        for (int c = 0; c < Raster.CHANNELS; c++) {
          int i = c * near.plane() + y * near.width + x;
          out.values[i] = between.values[i] + share * (end.values[i] - between.values[i]);
        }
      }
    }
    return out;
  }
}
