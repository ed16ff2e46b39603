package org.ctsr.engine.view;

import java.util.Arrays;

/**
 * For every column (or row) of a window: which source samples it is made of, and their weights.
 *
 * <p>Weights depend on the window pixel alone, so pictures computed piecewise meet without a seam.
 */
final class FilterTable {
  /** How samples are weighted. */
  enum Kernel {
    /** The sample the pixel's centre lies in. */
    NEAREST,
    /**
     * Enlarging: cubic convolution with a = -1/2 (Keys 1981, "Cubic convolution interpolation for
     * digital image processing"). Reducing: a triangle as wide as two pixels of the window.
     */
    SMOOTH
  }

  private final int taps;
  private final int[] first;
  private final float[] weights;

  private FilterTable(int taps, int[] first, float[] weights) {
    this.taps = taps;
    this.first = first;
    this.weights = weights;
  }

  /**
   * @param origin column of the zoomed source at window column 0
   * @param count columns of the window
   * @param zoom window pixels per source sample
   */
  static FilterTable of(int origin, int count, double zoom, Kernel kernel) {
    if (zoom == 1) {
      return identity(origin, count);
    }
    if (kernel == Kernel.NEAREST) {
      int[] first = new int[count];
      for (int i = 0; i < count; i++) {
        first[i] = (int) Math.floor((origin + i + 0.5) / zoom);
      }
      float[] ones = new float[count];
      Arrays.fill(ones, 1);
      return new FilterTable(1, first, ones);
    }
    double radius = zoom > 1 ? 2 : 1 / zoom;
    int taps = zoom > 1 ? 4 : (int) Math.ceil(2 * radius);
    int[] first = new int[count];
    float[] weights = new float[count * taps];
    double[] row = new double[taps];
    for (int i = 0; i < count; i++) {
      double centre = (origin + i + 0.5) / zoom - 0.5;
      first[i] = (int) Math.floor(centre - radius) + 1;
      double sum = 0;
      for (int k = 0; k < taps; k++) {
        double distance = Math.abs(first[i] + k - centre);
        row[k] = zoom > 1 ? cubic(distance) : Math.max(0, 1 - distance * zoom);
        sum += row[k];
      }
      for (int k = 0; k < taps; k++) {
        weights[i * taps + k] = (float) (row[k] / sum);
      }
    }
    return new FilterTable(taps, first, weights);
  }

  private static FilterTable identity(int origin, int count) {
    int[] first = new int[count];
    float[] ones = new float[count];
    for (int i = 0; i < count; i++) {
      first[i] = origin + i;
      ones[i] = 1;
    }
    return new FilterTable(1, first, ones);
  }

  private static double cubic(double d) {
    if (d < 1) {
      return (1.5 * d - 2.5) * d * d + 1;
    }
    return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
  }

  /** Source samples a pixel is made of. */
  int taps() {
    return taps;
  }

  /** First source sample of a pixel; may lie outside the source, whose border is continued. */
  int first(int pixel) {
    return first[pixel];
  }

  /** Weight of a pixel's {@code k}-th sample. */
  float weight(int pixel, int k) {
    return weights[pixel * taps + k];
  }

  /**
   * Filters a row: {@code target[i]} from pixel {@code from + i}.
   *
   * @param line source samples from {@code lineStart} on
   */
  void apply(float[] line, int lineStart, int from, int count, float[] target, int offset) {
    switch (taps) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = line[first[from + i] - lineStart];
        }
      }
      case 3 -> {
        for (int i = 0; i < count; i++) {
          int at = first[from + i] - lineStart;
          int w = 3 * (from + i);
          target[offset + i] =
              line[at] * weights[w] + line[at + 1] * weights[w + 1] + line[at + 2] * weights[w + 2];
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          int at = first[from + i] - lineStart;
          int w = 4 * (from + i);
          target[offset + i] =
              line[at] * weights[w]
                  + line[at + 1] * weights[w + 1]
                  + line[at + 2] * weights[w + 2]
                  + line[at + 3] * weights[w + 3];
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          int at = first[from + i] - lineStart;
          int w = taps * (from + i);
          float sum = 0;
          for (int k = 0; k < taps; k++) {
            sum += line[at + k] * weights[w + k];
          }
          target[offset + i] = sum;
        }
      }
    }
  }
}
