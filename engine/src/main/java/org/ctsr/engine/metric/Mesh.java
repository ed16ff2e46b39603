package org.ctsr.engine.metric;

/**
 * How strongly enlarged pictures repeat with the pixels of the small photos. A network that makes
 * HR pixels of LR channels (pixel shuffle) can lay one small pattern over everything: PSNR, NIQE
 * and feature distances hardly notice it, eyes do.
 *
 * <p>Measured of the difference to the truth: the truth's own edges, which lie somewhere in a cell
 * as well, count for nothing.
 */
public final class Mesh {
  private final int scale;
  private final double[] sums;
  private long cells;

  /**
   * @param scale HR pixels a LR pixel
   */
  public Mesh(int scale) {
    this.scale = scale;
    this.sums = new double[scale * scale];
  }

  /**
   * Adds a picture.
   *
   * @param result begins with the photo's first pixel, and has whole ones
   * @param truth of the same size
   * @throws IllegalArgumentException if sizes differ or are no multiples of the scale
   */
  public void add(LumaPlane result, LumaPlane truth) {
    LumaPlane.requireSameSize(result, truth);
    int width = result.width();
    int height = result.height();
    if (width % scale != 0 || height % scale != 0) {
      throw new IllegalArgumentException(
          "%dx%d is not of whole pixels of %d".formatted(width, height, scale));
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        sums[y % scale * scale + x % scale] += result.values()[at] - truth.values()[at];
      }
    }
    cells += (long) width / scale * (height / scale);
  }

  /**
   * The root mean square of what all cells of {@code scale x scale} pixels have in common, beyond
   * their mean, on the scale of the values, 0 to 255; NaN before a picture was added.
   */
  public double strength() {
    double mean = 0;
    for (double sum : sums) {
      mean += sum / cells / sums.length;
    }
    double squares = 0;
    for (double sum : sums) {
      squares += Math.pow(sum / cells - mean, 2);
    }
    return Math.sqrt(squares / sums.length);
  }
}
