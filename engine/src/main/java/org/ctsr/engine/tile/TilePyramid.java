package org.ctsr.engine.tile;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds the pyramid of one tile: level 0 is the enlarged core, each further level half as wide and
 * high.
 *
 * <p>Blending is linear in the basis images, so reducing them and then blending equals blending and
 * then reducing (as long as nothing is clamped): a zoomed-out view is exact at every realness.
 * Levels are reduced in float before they are quantised, so errors do not add up.
 */
public final class TilePyramid {
  /**
   * Levels including level 0. With cores of {@link TileGrid#ALIGNMENT} LR pixels at x4 all but the
   * border tiles halve evenly.
   */
  public static final int LEVELS = 6;

  private TilePyramid() {}

  /** Side of a level, rounded up. */
  public static int reduced(int length, int level) {
    return (length + (1 << level) - 1) >> level;
  }

  /** The tile at every level. */
  public static List<BasisTile> build(BasisPlanes planes) {
    int width = planes.width();
    int height = planes.height();
    float[][] values = read(planes);
    List<BasisTile> levels = new ArrayList<>(LEVELS);
    levels.add(BasisTile.quantise(values, width, height));
    for (int level = 1; level < LEVELS; level++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = halve(values[i], width, height);
      }
      width = reduced(width, 1);
      height = reduced(height, 1);
      levels.add(BasisTile.quantise(values, width, height));
    }
    return levels;
  }

  private static float[][] read(BasisPlanes planes) {
    int bases = planes.hasDetail() ? BasisPlanes.BASES : 1;
    float[][] values = new float[bases * BasisPlanes.CHANNELS][planes.width() * planes.height()];
    for (int i = 0; i < values.length; i++) {
      for (int y = 0; y < planes.height(); y++) {
        planes.row(
            i / BasisPlanes.CHANNELS, i % BasisPlanes.CHANNELS, y, values[i], y * planes.width());
      }
    }
    return values;
  }

  /** Mean of 2x2 pixels; at an odd border the mean of what is there. */
  static float[] halve(float[] source, int width, int height) {
    int halfWidth = reduced(width, 1);
    int halfHeight = reduced(height, 1);
    float[] target = new float[halfWidth * halfHeight];
    for (int y = 0; y < halfHeight; y++) {
      int upper = 2 * y * width;
      int lower = Math.min(2 * y + 1, height - 1) * width;
      for (int x = 0; x < halfWidth; x++) {
        int left = 2 * x;
        int right = Math.min(2 * x + 1, width - 1);
        target[y * halfWidth + x] =
            0.25f
                * (source[upper + left]
                    + source[upper + right]
                    + source[lower + left]
                    + source[lower + right]);
      }
    }
    return target;
  }
}
