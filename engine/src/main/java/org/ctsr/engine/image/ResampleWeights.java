package org.ctsr.engine.image;

import java.util.Arrays;

/**
 * Which samples of a line make up each new sample, and by how much; weights sum to one. Beyond its
 * ends the line is mirrored (half-sample symmetric), so that edges neither darken nor smear.
 */
final class ResampleWeights {
  final int from;
  final int to;

  /** First tap of each new sample. */
  final int[] start;

  /** Taps of each new sample; index {@code i * stride + k} weighs sample {@code start[i] + k}. */
  final float[] weights;

  final int[] count;
  final int stride;

  ResampleWeights(int from, int to, Kernel kernel) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException("cannot resample " + from + " samples to " + to);
    }
    this.from = from;
    this.to = to;
    double ratio = (double) from / to;
    double stretch = Math.max(1, ratio);
    double radius = kernel.radius() * stretch;
    int reach = 2 * (int) Math.ceil(radius) + 2;
    stride = Math.min(from, reach);
    start = new int[to];
    count = new int[to];
    weights = new float[Math.multiplyExact(to, stride)];
    double[] line = new double[stride];
    for (int i = 0; i < to; i++) {
      double center = (i + 0.5) * ratio - 0.5;
      int first = (int) Math.floor(center - radius);
      int last = first + reach - 1;
      int low = Math.max(0, Math.min(first, from - stride));
      Arrays.fill(line, 0);
      double sum = 0;
      for (int j = first; j <= last; j++) {
        double weight =
            kernel == Kernel.AREA
                ? overlap(j, i * ratio, (i + 1) * ratio, stretch == 1)
                : kernel.at((j - center) / stretch);
        if (weight != 0) {
          line[mirror(j) - low] += weight;
          sum += weight;
        }
      }
      int begin = 0;
      while (line[begin] == 0) {
        begin++;
      }
      int end = stride;
      while (line[end - 1] == 0) {
        end--;
      }
      start[i] = low + begin;
      count[i] = end - begin;
      for (int k = begin; k < end; k++) {
        weights[i * stride + k - begin] = (float) (line[k] / sum);
      }
    }
  }

  /** How much of sample {@code j} lies between two places, or between the places one pixel wide. */
  private static double overlap(int j, double a, double b, boolean enlarging) {
    if (enlarging) {
      double center = (a + b) / 2;
      return Math.floor(center) == j ? 1 : 0;
    }
    return Math.max(0, Math.min(b, j + 1) - Math.max(a, j));
  }

  private int mirror(int j) {
    int period = 2 * from;
    int m = Math.floorMod(j, period);
    return m < from ? m : period - 1 - m;
  }

  /** Index of the last sample that new sample {@code i} needs. */
  int last(int i) {
    return start[i] + count[i] - 1;
  }

  /** Filters one line; {@code source} and {@code target} start at 0. */
  void apply(float[] source, float[] target) {
    for (int i = 0; i < to; i++) {
      int s = start[i];
      int w = i * stride;
      float sum = 0;
      for (int k = 0, n = count[i]; k < n; k++) {
        sum += weights[w + k] * source[s + k];
      }
      target[i] = sum;
    }
  }
}
