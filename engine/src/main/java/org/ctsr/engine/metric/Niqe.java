package org.ctsr.engine.metric;

import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/**
 * Natural image quality evaluator: how far a picture's statistics are from those of undistorted
 * photographs; lower is better (Mittal et al., "Making a Completely Blind Image Quality Analyzer",
 * IEEE SPL 2013, equation 10). Conventions of the published MATLAB code and of BasicSR: rounded
 * luma, blocks of 96x96 pixels, two scales. Thread-safe.
 */
public final class Niqe {
  /** Smallest eigenvalue, relative to the largest, that the pseudo-inverse keeps. */
  private static final double RANK_TOLERANCE = 1e-15;

  private final double[] pristineMean;
  private final double[][] pristineCovariance;

  /** An evaluator that compares with the given model. */
  public Niqe(NiqeModel model) {
    this.pristineMean = model.mean();
    this.pristineCovariance = model.covariance();
  }

  /**
   * The score; NaN if fewer than two blocks of 96x96 pixels with any texture fit into the picture.
   */
  public double score(LumaPlane luma) {
    List<SceneStatistics.Block> blocks = SceneStatistics.of(luma);
    List<double[]> complete =
        blocks.stream()
            .filter(SceneStatistics.Block::isComplete)
            .map(SceneStatistics.Block::features)
            .toList();
    if (complete.size() < 2) {
      return Double.NaN;
    }
    double[] difference =
        Statistics.mean(blocks.stream().map(SceneStatistics.Block::features).toList());
    double[][] pooled = Statistics.covariance(complete);
    for (int i = 0; i < difference.length; i++) {
      difference[i] = pristineMean[i] - difference[i];
      for (int j = 0; j < difference.length; j++) {
        pooled[i][j] = (pooled[i][j] + pristineCovariance[i][j]) / 2;
      }
    }
    return distance(difference, pooled);
  }

  /** The Mahalanobis distance, with the pseudo-inverse of a symmetric matrix. */
  private static double distance(double[] difference, double[][] covariance) {
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance));
    double[] values = eigen.getEigenvalues();
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > RANK_TOLERANCE * largest) {
        double projection = 0;
        for (int j = 0; j < difference.length; j++) {
          projection += eigen.getEigenvector(i).getEntry(j) * difference[j];
        }
        sum += projection * projection / values[i];
      }
    }
    return Math.sqrt(sum);
  }
}
