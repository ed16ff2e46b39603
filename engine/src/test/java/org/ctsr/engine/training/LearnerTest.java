package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerTest {
  private static final Path NETWORK =
      Path.of(System.getProperty("ctsr.root"), "models/fidelity-teacher-x4/network.pt");

  /** Leaves the gradient of so many times the mean square of an image. */
  private static void collect(TorchModule network, NDManager manager, float factor) {
    Torch.record(true);
    NDArray small = manager.full(new Shape(1, 3, 8, 8), 0.5f);
    Torch.backward(network.forward(small).square().mean().mul(factor));
    Torch.record(false);
  }

  private static float[] bias(TorchModule network) {
    return Tensors.require(network.parameters(), "body.66.bias").toFloatArray();
  }

  @ParameterizedTest
  @ValueSource(floats = {1e9f, Float.NaN})
  void aUselessGradientIsLeftOutAndForgotten(float factor) throws Exception {
    Torch.start(1);
    try (Learner learner =
            new Learner("teacher", new TorchModule(NETWORK, Device.cpu(), true), 0.9);
        NDManager manager = Torch.newManager(Device.cpu())) {
      TorchModule network = learner.network();
      float[] before = bias(network);
      collect(network, manager, factor);
      assertThatThrownBy(() -> learner.step(1e-3, 1))
          .isInstanceOf(UselessGradientException.class)
          .hasMessageContaining("teacher");
      assertThat(bias(network)).isEqualTo(before);

      collect(network, manager, 1);
      assertThat(learner.step(1e-3, 1)).isBetween(1e-4, 1e3);
      assertThat(bias(network)).isNotEqualTo(before);
    }
  }
}
