package org.ctsr.engine.render;

import org.ctsr.engine.tile.BasisPlanes;

/**
 * {@code S(x, t) = B0 + t B1 + t(1-t) B2}, clamped to [0, 1], in full precision: what exports are
 * made of.
 */
public final class BasisBlender {
  private final float[] base;
  private final float[] linear;
  private final float[] curved;

  /** A blender for rows of at most {@code width} pixels; one instance serves one thread. */
  public BasisBlender(int width) {
    this.base = new float[width];
    this.linear = new float[width];
    this.curved = new float[width];
  }

  /**
   * Blends one row of one channel.
   *
   * @param realness t of each pixel, {@code planes.width()} values
   * @param target receives the row from {@code offset} on
   */
  public void blendRow(
      BasisPlanes planes, int channel, int y, float[] realness, float[] target, int offset) {
    int width = planes.width();
    planes.row(0, channel, y, base, 0);
    if (!planes.hasDetail()) {
      for (int x = 0; x < width; x++) {
        target[offset + x] = clamp(base[x]);
      }
      return;
    }
    planes.row(1, channel, y, linear, 0);
    planes.row(2, channel, y, curved, 0);
    for (int x = 0; x < width; x++) {
      float t = realness[x];
      target[offset + x] = clamp(base[x] + t * (linear[x] + (1 - t) * curved[x]));
    }
  }

  private static float clamp(float value) {
    return Math.max(0f, Math.min(1f, value));
  }
}
