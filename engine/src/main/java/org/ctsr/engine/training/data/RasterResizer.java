package org.ctsr.engine.training.data;

/**
 * Separable resizing. When it shrinks, the kernel is stretched to the output pitch, so that nothing
 * aliases. Borders are reflected.
 */
final class RasterResizer {
  /** The kernels of which degradations choose one at random. */
  enum Filter {
    AREA(0.5),
    BILINEAR(1.0),
    BICUBIC(2.0),
    LANCZOS(3.0);

    private final double support;

    Filter(double support) {
      this.support = support;
    }

    double weight(double x) {
      double a = Math.abs(x);
      return switch (this) {
        case AREA -> a < 0.5 || x == -0.5 ? 1.0 : 0.0;
        case BILINEAR -> a < 1.0 ? 1.0 - a : 0.0;
        case BICUBIC -> cubic(a);
        case LANCZOS -> a < 3.0 ? sinc(a) * sinc(a / 3.0) : 0.0;
      };
    }

    private static double cubic(double a) {
      if (a < 1.0) {
        return (1.5 * a - 2.5) * a * a + 1.0;
      }
      return a < 2.0 ? ((-0.5 * a + 2.5) * a - 4.0) * a + 2.0 : 0.0;
    }

    private static double sinc(double a) {
      return a == 0.0 ? 1.0 : StrictMath.sin(Math.PI * a) / (Math.PI * a);
    }
  }

  private RasterResizer() {}

  /** The whole of {@code source} as {@code width} by {@code height} pixels. */
  static Raster resize(Raster source, int width, int height, Filter filter) {
    return resize(source, width, height, filter, 0.0, 0.0);
  }

  /**
   * As above, looking at {@code source} displaced by (dx, dy) of its own pixels: a shift of the
   * camera between two exposures.
   */
  static Raster resize(Raster source, int width, int height, Filter filter, double dx, double dy) {
    Taps columns = Taps.of(source.width, width, filter, dx);
    Taps rows = Taps.of(source.height, height, filter, dy);
    Raster wide = new Raster(width, source.height);
    for (int line = 0; line < Raster.CHANNELS * source.height; line++) {
      int from = line * source.width;
      int to = line * width;
      for (int i = 0; i < width; i++) {
        float sum = 0f;
        for (int k = 0; k < columns.count; k++) {
          int tap = i * columns.count + k;
          sum += columns.weights[tap] * source.values[from + columns.indices[tap]];
        }
        wide.values[to + i] = sum;
      }
    }
    Raster out = new Raster(width, height);
    for (int c = 0; c < Raster.CHANNELS; c++) {
      for (int j = 0; j < height; j++) {
        int to = c * out.plane() + j * width;
        for (int k = 0; k < rows.count; k++) {
          int tap = j * rows.count + k;
          float weight = rows.weights[tap];
          int from = c * wide.plane() + rows.indices[tap] * width;
          for (int i = 0; i < width; i++) {
            out.values[to + i] += weight * wide.values[from + i];
          }
        }
      }
    }
    return out;
  }

  private record Taps(int count, int[] indices, float[] weights) {
    static Taps of(int from, int to, Filter filter, double shift) {
      double pitch = (double) from / to;
      double stretch = Math.max(1.0, pitch);
      double radius = filter.support * stretch;
      int count = (int) Math.ceil(2 * radius) + 1;
      int[] indices = new int[to * count];
      float[] weights = new float[to * count];
      double[] raw = new double[count];
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * pitch - 0.5 + shift;
        int first = (int) Math.ceil(centre - radius);
        double sum = 0;
        for (int k = 0; k < count; k++) {
          raw[k] = filter.weight((first + k - centre) / stretch);
          sum += raw[k];
        }
        for (int k = 0; k < count; k++) {
          indices[i * count + k] = Raster.reflect(first + k, from);
          weights[i * count + k] = (float) (raw[k] / sum);
        }
      }
      return new Taps(count, indices, weights);
    }
  }
}
