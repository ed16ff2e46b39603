package org.ctsr.engine.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Natural scene statistics of the blocks of a picture (Mittal et al., "Making a Completely Blind
 * Image Quality Analyzer", IEEE SPL 2013, sections II-A and II-B).
 */
final class SceneStatistics {
  /** Pixels on a side of a block at full scale. */
  static final int BLOCK = 96;

  /** Features a block: 18 at full scale, then 18 at half scale. */
  static final int FEATURES = 36;

  private static final double[] WINDOW = Gaussian.taps(7, 7.0 / 6.0);
  private static final int RADIUS = WINDOW.length / 2;

  /** Row and column offset of the neighbour: right, below, below right, below left. */
  private static final int[][] NEIGHBOURS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};

  private SceneStatistics() {}

  /**
   * Statistics of one block.
   *
   * @param features {@link #FEATURES} values; some are NaN where the block is flat
   * @param sharpness mean local deviation at full scale (equation 7, divided by the pixel count)
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, compared nowhere
  record Block(double[] features, double sharpness) {
    boolean isComplete() {
      for (double feature : features) {
        if (Double.isNaN(feature)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Statistics of all whole blocks, from the top left; pixels right of and below them play no part.
   *
   * @param luma on the scale 0 to 255; rounded first, as the published code does
   */
  static List<Block> of(LumaPlane luma) {
    int columns = luma.width() / BLOCK;
    int rows = luma.height() / BLOCK;
    if (columns == 0 || rows == 0) {
      return List.of();
    }
    int width = columns * BLOCK;
    int height = rows * BLOCK;
    double[] full = new double[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        full[y * width + x] = Math.rint(luma.values()[y * luma.width() + x]);
      }
    }
    Normalized fine = normalize(full, width, height);
    Normalized coarse = normalize(HalfSize.of(full, width, height), width / 2, height / 2);
    Block[] blocks = new Block[columns * rows];
    IntStream.range(0, blocks.length)
        .parallel()
        .forEach(
            i -> {
              int x = i % columns;
              int y = i / columns;
              double[] features = new double[FEATURES];
              fine.describe(x * BLOCK, y * BLOCK, BLOCK, features, 0);
              coarse.describe(x * BLOCK / 2, y * BLOCK / 2, BLOCK / 2, features, FEATURES / 2);
              blocks[i] = new Block(features, fine.sharpness(x * BLOCK, y * BLOCK, BLOCK));
            });
    return new ArrayList<>(List.of(blocks));
  }

  /**
   * Local statistics of every pixel, from differences to that pixel: a flat area then gives exact
   * zeros. From filtered squares it would give rounding noise, which the features take for texture.
   */
  private static Normalized normalize(double[] plane, int width, int height) {
    double[] coefficients = new double[plane.length];
    double[] deviation = new double[plane.length];
    IntStream.range(0, height)
        .parallel()
        .forEach(y -> normalizeRow(plane, width, height, y, coefficients, deviation));
    return new Normalized(width, coefficients, deviation);
  }

  private static void normalizeRow(
      double[] plane, int width, int height, int y, double[] coefficients, double[] deviation) {
    double[] mean = new double[width];
    double[] square = new double[width];
    int base = y * width;
    for (int dy = -RADIUS; dy <= RADIUS; dy++) {
      int other = clamp(y + dy, height) * width;
      for (int dx = -RADIUS; dx <= RADIUS; dx++) {
        double weight = WINDOW[dy + RADIUS] * WINDOW[dx + RADIUS];
        for (int x = 0; x < width; x++) {
          double difference = plane[other + clamp(x + dx, width)] - plane[base + x];
          mean[x] += weight * difference;
          square[x] += weight * difference * difference;
        }
      }
    }
    for (int x = 0; x < width; x++) {
      double spread = Math.sqrt(Math.max(0, square[x] - mean[x] * mean[x]));
      deviation[base + x] = spread;
      // Of the mean only the difference to the pixel was summed.
      coefficients[base + x] = -mean[x] / (spread + 1);
    }
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }

  /** Mean-subtracted, contrast-normalised coefficients (equation 1) and local deviations. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, compared nowhere
  private record Normalized(int width, double[] coefficients, double[] deviation) {
    void describe(int left, int top, int size, double[] features, int offset) {
      AsymmetricGaussian.Moments moments = new AsymmetricGaussian.Moments();
      for (int y = 0; y < size; y++) {
        int base = (top + y) * width + left;
        for (int x = 0; x < size; x++) {
          moments.add(coefficients[base + x]);
        }
      }
      AsymmetricGaussian fit = moments.fit();
      features[offset] = fit.shape();
      features[offset + 1] = (fit.left() + fit.right()) / 2;
      int next = offset + 2;
      for (int[] neighbour : NEIGHBOURS) {
        fit = products(left, top, size, neighbour[0], neighbour[1]).fit();
        features[next++] = fit.shape();
        features[next++] = fit.mean();
        features[next++] = fit.left();
        features[next++] = fit.right();
      }
    }

    /** Products of neighbours; a block wraps around, as in the published code. */
    private AsymmetricGaussian.Moments products(
        int left, int top, int size, int rowOffset, int columnOffset) {
      AsymmetricGaussian.Moments moments = new AsymmetricGaussian.Moments();
      for (int y = 0; y < size; y++) {
        int base = (top + y) * width + left;
        int other = (top + (y + rowOffset) % size) * width + left;
        for (int x = 0; x < size; x++) {
          int column = (x + columnOffset + size) % size;
          moments.add(coefficients[base + x] * coefficients[other + column]);
        }
      }
      return moments;
    }

    double sharpness(int left, int top, int size) {
      double sum = 0;
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          sum += deviation[(top + y) * width + left + x];
        }
      }
      return sum / (size * size);
    }
  }
}
