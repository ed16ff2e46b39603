package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdversaryTest {
  private static final Path NETWORK =
      Path.of(System.getProperty("ctsr.root"), "models/recipes/discriminator.pt");

  @Test
  void aUselessGradientIsLeftOutAndSeveralInARowEndTheRun() throws Exception {
    Torch.start(1);
    Learner learner =
        new Learner("discriminator", new TorchModule(NETWORK, Device.cpu(), true), -1);
    try (Adversary adversary =
            new Adversary(learner, new TrainingConfig.Adversarial(0.1, 0, 1e-4));
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray fake = manager.full(new Shape(1, 3, 64, 64), 0.5f);
      NDArray real = manager.full(new Shape(1, 3, 64, 64), 0.6f);
      NDArray useless = manager.full(new Shape(1, 3, 64, 64), Float.NaN);
      Map<String, Double> losses = new LinkedHashMap<>();
      for (int i = 0; i < Adversary.MOST_LEFT_OUT; i++) {
        adversary.learn(useless, fake, losses);
      }
      assertThat(losses).as("nothing was learnt").isEmpty();
      adversary.learn(real, fake, losses);
      assertThat(losses).containsOnlyKeys("discriminator");
      assertThat(losses.get("discriminator")).isBetween(0.0, 10.0);
      for (int i = 0; i < Adversary.MOST_LEFT_OUT; i++) {
        adversary.learn(useless, fake, losses);
      }
      assertThatThrownBy(() -> adversary.learn(useless, fake, losses))
          .isInstanceOf(DivergenceException.class)
          .isNotInstanceOf(UselessGradientException.class)
          .hasMessageContaining("discriminator")
          .hasMessageContaining("3 steps in a row");
    }
  }
}
