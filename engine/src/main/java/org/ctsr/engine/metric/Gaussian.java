package org.ctsr.engine.metric;

import java.util.stream.IntStream;

/** Gaussian windows. */
final class Gaussian {
  private Gaussian() {}

  /** A window of {@code size} taps (odd) that sum to 1. */
  static double[] taps(int size, double sigma) {
    double[] taps = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double distance = (i - size / 2) / sigma;
      taps[i] = Math.exp(-0.5 * distance * distance);
      sum += taps[i];
    }
    for (int i = 0; i < size; i++) {
      taps[i] /= sum;
    }
    return taps;
  }

  /**
   * Filters rows and columns where the window lies inside the plane; the result is smaller by
   * {@code taps.length - 1} on both axes.
   */
  static double[] filter(double[] taps, double[] plane, int width, int height) {
    int outWidth = width - taps.length + 1;
    int outHeight = height - taps.length + 1;
    double[] rows = new double[outWidth * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int k = 0; k < taps.length; k++) {
                addRow(plane, y * width + k, taps[k], rows, y * outWidth, outWidth);
              }
            });
    double[] result = new double[outWidth * outHeight];
    IntStream.range(0, outHeight)
        .parallel()
        .forEach(
            y -> {
              for (int k = 0; k < taps.length; k++) {
                addRow(rows, (y + k) * outWidth, taps[k], result, y * outWidth, outWidth);
              }
            });
    return result;
  }

  private static void addRow(
      double[] source, int from, double factor, double[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += factor * source[from + i];
    }
  }
}
