package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.ctsr.engine.metric.FeatureNetwork;

/**
 * The feature maps of one step's images, all at the same phase: without their first row, their
 * first column, both or neither, in turn. Feature networks step by two pixels, and at one phase of
 * theirs a fine pattern can lower the distance that raises it at the others.
 */
final class PhasedFeatures {
  private final FeatureNetwork network;
  private final int down;
  private final int across;

  PhasedFeatures(FeatureNetwork network, int step) {
    this.network = network;
    this.down = step / 2 % 2;
    this.across = step % 2;
  }

  /**
   * @param image {@code (N, 3, H, W)}
   */
  NDList of(NDArray image) {
    return network.forward(image.get(":, :, " + down + ":, " + across + ":"));
  }
}
