package org.ctsr.engine.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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

  /** Each takes memory for a plane of floats. */
  private static final int MOST_WORKERS = 3;

  private TilePyramid() {}

  /** Side of a level, rounded up. */
  public static int reduced(int length, int level) {
    return (length + (1 << level) - 1) >> level;
  }

  /** The tile at every level; made with a few of the machine's processors. */
  public static List<BasisTile> build(BasisPlanes planes) {
    List<BasisTile.Builder> levels = new ArrayList<>(LEVELS);
    for (int level = 0; level < LEVELS; level++) {
      levels.add(
          new BasisTile.Builder(reduced(planes.width(), level), reduced(planes.height(), level)));
    }
    int count = (planes.hasDetail() ? BasisPlanes.BASES : 1) * BasisPlanes.CHANNELS;
    int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    IntStream.range(0, workers)
        .parallel()
        .forEach(worker -> buildPlanes(planes, worker, workers, count, levels));
    return levels.stream().map(BasisTile.Builder::build).toList();
  }

  /** Every {@code step}-th plane from {@code first} on. */
  private static void buildPlanes(
      BasisPlanes planes, int first, int step, int count, List<BasisTile.Builder> levels) {
    float[][] values = new float[LEVELS][];
    for (int level = 0; level < LEVELS; level++) {
      values[level] = new float[reduced(planes.width(), level) * reduced(planes.height(), level)];
    }
    // Plane by plane through all levels: what is worked on stays in the processor's caches, which
    // the network needs too.
    for (int plane = first; plane < count; plane += step) {
      read(planes, plane, values[0]);
      levels.get(0).quantise(plane, values[0]);
      for (int level = 1; level < LEVELS; level++) {
        halve(
            values[level - 1],
            reduced(planes.width(), level - 1),
            reduced(planes.height(), level - 1),
            values[level]);
        levels.get(level).quantise(plane, values[level]);
      }
    }
  }

  private static void read(BasisPlanes planes, int plane, float[] target) {
    int basis = plane / BasisPlanes.CHANNELS;
    int channel = plane % BasisPlanes.CHANNELS;
    for (int y = 0; y < planes.height(); y++) {
      planes.row(basis, channel, y, target, y * planes.width());
    }
  }

  /** Mean of 2x2 pixels; at an odd border the mean of what is there. */
  static void halve(float[] source, int width, int height, float[] target) {
    int halfWidth = reduced(width, 1);
    int halfHeight = reduced(height, 1);
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
  }
}
