package org.ctsr.engine.metric;

/**
 * How strongly an enlarged picture repeats with the pixels of the small photo. A network that makes
 * HR pixels of LR channels (pixel shuffle) can lay one small pattern over everything: PSNR, NIQE
 * and feature distances hardly notice it, eyes do.
 */
public final class Mesh {
  private Mesh() {}

  /**
   * The root mean square of what all cells of {@code scale x scale} pixels have in common, beyond
   * their mean, in the difference to the truth: its own edges, which lie somewhere in a cell as
   * well, count for nothing.
   *
   * @param result begins with the photo's first pixel, and has whole ones
   * @param truth of the same size
   * @param scale HR pixels a LR pixel
   * @return on the scale of the values, 0 to 255
   * @throws IllegalArgumentException if sizes differ or are no multiples of the scale
   */
  public static double between(LumaPlane result, LumaPlane truth, int scale) {
    LumaPlane.requireSameSize(result, truth);
    int width = result.width();
    int height = result.height();
    if (width % scale != 0 || height % scale != 0) {
      throw new IllegalArgumentException(
          "%dx%d is not of whole pixels of %d".formatted(width, height, scale));
    }
    double[] cell = new double[scale * scale];
    double mean = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double difference = result.values()[y * width + x] - truth.values()[y * width + x];
        cell[y % scale * scale + x % scale] += difference;
        mean += difference;
      }
    }
    double cells = (double) width * height / cell.length;
    mean /= cells * cell.length;
    double sum = 0;
    for (double phase : cell) {
      sum += Math.pow(phase / cells - mean, 2);
    }
    return Math.sqrt(sum / cell.length);
  }
}
