package org.ctsr.engine.metric;

import org.hipparchus.special.Gamma;

/**
 * Asymmetric generalised Gaussian distribution of zero mode, fitted by moment matching (Lasmar et
 * al., "Multiscale skewed heavy tailed model for texture analysis", ICIP 2009; Mittal et al.,
 * "Making a Completely Blind Image Quality Analyzer", IEEE SPL 2013, section II-B).
 *
 * @param shape alpha, from 0.2 to 10 in steps of 0.001
 * @param left scale of the negative side
 * @param right scale of the positive side
 */
record AsymmetricGaussian(double shape, double left, double right) {
  private static final double FIRST = 0.2;
  private static final double STEP = 0.001;
  private static final int SHAPES = 9801;
  private static final double[] RATIO = new double[SHAPES];

  static {
    for (int i = 0; i < SHAPES; i++) {
      double inverse = 1 / shapeAt(i);
      double middle = Gamma.gamma(2 * inverse);
      RATIO[i] = middle * middle / (Gamma.gamma(inverse) * Gamma.gamma(3 * inverse));
    }
  }

  private static double shapeAt(int index) {
    return FIRST + STEP * index;
  }

  /** Collects the moments of a sample. */
  static final class Moments {
    private double absolute;
    private double leftSquares;
    private double rightSquares;
    private long leftCount;
    private long rightCount;
    private long count;

    void add(double value) {
      count++;
      if (value < 0) {
        absolute -= value;
        leftSquares += value * value;
        leftCount++;
      } else if (value > 0) {
        absolute += value;
        rightSquares += value * value;
        rightCount++;
      }
    }

    /**
     * The fit. A sample that lacks a side has NaN scales and the smallest shape: the published code
     * finds that, and averages it in.
     */
    AsymmetricGaussian fit() {
      if (leftCount == 0 || rightCount == 0) {
        return new AsymmetricGaussian(FIRST, Double.NaN, Double.NaN);
      }
      double left = Math.sqrt(leftSquares / leftCount);
      double right = Math.sqrt(rightSquares / rightCount);
      double skew = left / right;
      double mean = absolute / count;
      double ratio = mean * mean / ((leftSquares + rightSquares) / count);
      double squareSum = skew * skew + 1;
      double target = ratio * (skew * skew * skew + 1) * (skew + 1) / (squareSum * squareSum);
      double shape = shapeAt(nearest(target));
      double scale = Math.sqrt(Gamma.gamma(1 / shape) / Gamma.gamma(3 / shape));
      return new AsymmetricGaussian(shape, left * scale, right * scale);
    }
  }

  /** Index of the tabulated ratio nearest to the target; the table rises throughout. */
  static int nearest(double target) {
    int low = 0;
    int high = SHAPES - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (RATIO[middle] < target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && target - RATIO[low - 1] <= RATIO[low] - target ? low - 1 : low;
  }

  /** Mean of the distribution: the eta of the NIQE paper. */
  double mean() {
    return (right - left) * Gamma.gamma(2 / shape) / Gamma.gamma(1 / shape);
  }
}
