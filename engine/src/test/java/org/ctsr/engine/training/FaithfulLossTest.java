package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FaithfulLossTest {
  /** What the loss says of B0, by name. */
  private static Map<String, Double> losses(
      NDArray faithful, BatchArrays batch, double bicubicShare) {
    Torch.record(true);
    NDArray zeros = faithful.zerosLike();
    NDArray output = Torch.leaf(NDArrays.concat(new NDList(faithful, zeros, zeros), 1));
    Map<String, Double> losses = new LinkedHashMap<>();
    new FaithfulLoss(new TrainingConfig.FaithfulEnd(0, 1, 0, 0, 0, bicubicShare))
        .apply(new BasisImages(output), batch, losses);
    Torch.record(false);
    return losses;
  }

  private static double squared(NDArray faithful, BatchArrays batch, double bicubicShare) {
    return Objects.requireNonNull(losses(faithful, batch, bicubicShare).get("faithfulSquared"));
  }

  /** A curve over a logarithmic axis cannot show anything below 0. */
  @Test
  void theLogarithmicTermIsToldAsAGeometricMean() {
    Torch.start(1);
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray truth = manager.zeros(new Shape(2, 3, 32, 32));
      NDArray far = manager.ones(new Shape(1, 3, 32, 32));
      NDArray off = NDArrays.concat(new NDList(far.mul(0.1f), far.mul(0.4f)), 0);
      NDArray small = manager.zeros(new Shape(2, 3, 8, 8));
      BatchArrays batch = new BatchArrays(small, truth, truth, List.of(truth));
      assertThat(losses(off, batch, 0).get("faithfulLogarithmic"))
          .isCloseTo(0.1 * 0.4, within(1e-4));
    }
  }

  @Test
  void aShareIsLeftToTheBicubicEnlargement() {
    Torch.start(1);
    try (NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray small = manager.randomUniform(0, 1, new Shape(2, 3, 8, 8));
      NDArray truth = manager.randomUniform(0, 1, new Shape(2, 3, 32, 32));
      BatchArrays batch = new BatchArrays(small, truth, truth, List.of(truth));
      NDArray hedged = truth.mul(0.75f).add(Losses.bicubic(small, 4).mul(0.25f));
      assertThat(squared(truth, batch, 0)).isCloseTo(0, within(1e-9));
      assertThat(squared(hedged, batch, 0.25)).isCloseTo(0, within(1e-9));
      assertThat(squared(truth, batch, 0.25)).isGreaterThan(1e-3);
    }
  }
}
