package org.ctsr.engine.metric;

import java.util.stream.IntStream;

/**
 * Enlargement by cubic convolution (Keys, "Cubic Convolution Interpolation for Digital Image
 * Processing", IEEE TASSP 1981) with a = -0.75 and repeated borders, on encoded values: PyTorch's
 * bicubic, from which the networks start too. The baseline that needs no network.
 */
public final class Bicubic {
  private static final double A = -0.75;
  private static final int TAPS = 4;

  private Bicubic() {}

  /** Enlarges a picture {@code scale} times. */
  public static MeasuredImage enlarge(MeasuredImage picture, int scale) {
    int width = picture.width();
    int height = picture.height();
    int outWidth = Math.multiplyExact(width, scale);
    int outHeight = Math.multiplyExact(height, scale);
    double[][] weights = new double[scale][];
    for (int phase = 0; phase < scale; phase++) {
      weights[phase] = weights(phase, scale);
    }
    MeasuredImage.Builder result = new MeasuredImage.Builder(outWidth, outHeight);
    for (int channel = 0; channel < 3; channel++) {
      int c = channel;
      float[] wide = new float[outWidth * height];
      IntStream.range(0, height)
          .parallel()
          .forEach(
              y -> {
                for (int x = 0; x < outWidth; x++) {
                  int first = first(x, scale);
                  double sum = 0;
                  for (int k = 0; k < TAPS; k++) {
                    sum += weights[x % scale][k] * picture.sample(c, clamp(first + k, width), y);
                  }
                  wide[y * outWidth + x] = (float) (sum / 255);
                }
              });
      IntStream.range(0, outHeight)
          .parallel()
          .forEach(
              y -> {
                int first = first(y, scale);
                float[] row = new float[outWidth];
                for (int k = 0; k < TAPS; k++) {
                  int from = clamp(first + k, height) * outWidth;
                  double weight = weights[y % scale][k];
                  for (int x = 0; x < outWidth; x++) {
                    row[x] += (float) (weight * wide[from + x]);
                  }
                }
                result.setRow(c, 0, y, row, outWidth);
              });
    }
    return result.build();
  }

  /** Index of the first of four source pixels around a result's pixel; may lie outside. */
  private static int first(int index, int scale) {
    return (int) Math.floor((index + 0.5) / scale - 0.5) - 1;
  }

  private static double[] weights(int phase, int scale) {
    double position = (phase + 0.5) / scale - 0.5;
    double fraction = position - Math.floor(position);
    double[] weights = new double[TAPS];
    for (int k = 0; k < TAPS; k++) {
      weights[k] = cubic(fraction + 1 - k);
    }
    return weights;
  }

  private static double cubic(double distance) {
    double x = Math.abs(distance);
    if (x <= 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }
}
