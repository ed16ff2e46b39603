package org.ctsr.engine.metric;

import java.util.List;

/** Sample statistics of vectors. */
final class Statistics {
  private Statistics() {}

  /** Mean of each component over the vectors in which it is a number; NaN if it is in none. */
  static double[] mean(List<double[]> vectors) {
    int length = vectors.get(0).length;
    double[] sum = new double[length];
    int[] count = new int[length];
    for (double[] vector : vectors) {
      for (int i = 0; i < length; i++) {
        if (!Double.isNaN(vector[i])) {
          sum[i] += vector[i];
          count[i]++;
        }
      }
    }
    for (int i = 0; i < length; i++) {
      sum[i] /= count[i];
    }
    return sum;
  }

  /** Unbiased covariance of at least two vectors of numbers. */
  static double[][] covariance(List<double[]> vectors) {
    double[] mean = mean(vectors);
    int length = mean.length;
    double[][] covariance = new double[length][length];
    for (double[] vector : vectors) {
      for (int i = 0; i < length; i++) {
        double centred = vector[i] - mean[i];
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += centred * (vector[j] - mean[j]);
        }
      }
    }
    for (int i = 0; i < length; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] /= vectors.size() - 1;
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }
}
