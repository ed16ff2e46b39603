package org.ctsr.engine.metric;

import java.util.stream.IntStream;

/**
 * Halves a plane as MATLAB's {@code imresize(plane, 0.5)} does: cubic convolution (Keys, a = -0.5)
 * stretched to the new pixel spacing against aliasing, borders mirrored.
 */
final class HalfSize {
  private static final double[] TAPS = new double[8];

  static {
    double sum = 0;
    for (int k = 0; k < TAPS.length; k++) {
      TAPS[k] = cubic((k - 3.5) / 2);
      sum += TAPS[k];
    }
    for (int k = 0; k < TAPS.length; k++) {
      TAPS[k] /= sum;
    }
  }

  private HalfSize() {}

  /** Halves a plane whose sides are even; the result has half the width and half the height. */
  static double[] of(double[] plane, int width, int height) {
    int outWidth = width / 2;
    int outHeight = height / 2;
    double[] rows = new double[outWidth * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < outWidth; x++) {
                double sum = 0;
                for (int k = 0; k < TAPS.length; k++) {
                  sum += TAPS[k] * plane[y * width + mirror(2 * x + k - 3, width)];
                }
                rows[y * outWidth + x] = sum;
              }
            });
    double[] result = new double[outWidth * outHeight];
    IntStream.range(0, outHeight)
        .parallel()
        .forEach(
            y -> {
              for (int k = 0; k < TAPS.length; k++) {
                int from = mirror(2 * y + k - 3, height) * outWidth;
                for (int x = 0; x < outWidth; x++) {
                  result[y * outWidth + x] += TAPS[k] * rows[from + x];
                }
              }
            });
    return result;
  }

  private static int mirror(int index, int size) {
    if (index < 0) {
      return -1 - index;
    }
    return index < size ? index : 2 * size - 1 - index;
  }

  private static double cubic(double distance) {
    double x = Math.abs(distance);
    if (x <= 1) {
      return 1.5 * x * x * x - 2.5 * x * x + 1;
    }
    return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
  }
}
