package org.ctsr.engine.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * How different two pictures look to a feature network: LPIPS (Zhang et al., "The Unreasonable
 * Effectiveness of Deep Features as a Perceptual Metric", CVPR 2018, equation 1) without learned
 * channel weights, averaged over the layers.
 */
public final class FeatureDistance {
  /**
   * Keeps the length of an all-zero feature vector, and its gradient, finite; far below the squared
   * length of any other (features are of the order of 10 to 100).
   */
  private static final double EPSILON = 1e-6;

  private FeatureDistance() {}

  /**
   * The distance of two lists of feature maps: in each pixel the squared distance of the
   * unit-length channel vectors; mean over pixels and batch, then over layers. Differentiable.
   *
   * @param a feature maps (N, c, h, w), one for each layer
   * @param b as {@code a}
   * @return a scalar from 0 to 2 (tables give a hundred times this), in the manager of {@code a}
   * @throws IllegalArgumentException if the lists differ in length or are empty
   */
  public static NDArray between(NDList a, NDList b) {
    if (a.size() != b.size() || a.isEmpty()) {
      throw new IllegalArgumentException(
          "feature maps of %d and %d layers cannot be compared".formatted(a.size(), b.size()));
    }
    NDArray sum = layer(a.get(0), b.get(0));
    for (int i = 1; i < a.size(); i++) {
      sum = sum.add(layer(a.get(i), b.get(i)));
    }
    return sum.div(a.size());
  }

  private static NDArray layer(NDArray a, NDArray b) {
    NDArray difference = unitLength(a).sub(unitLength(b));
    return difference.mul(difference).sum(new int[] {1}).mean();
  }

  private static NDArray unitLength(NDArray features) {
    NDArray squares = features.mul(features).sum(new int[] {1}, true);
    return features.div(squares.add(EPSILON).sqrt());
  }
}
