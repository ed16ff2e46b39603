package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdversaryTest {
  private static final Path NETWORK =
      Path.of(System.getProperty("ctsr.root"), "models/recipes/discriminator.pt");

  @Test
  void aUselessGradientIsLeftOutAndSeveralInARowEndTheRun() throws Exception {
    try (Adversary adversary = adversary(0.1, 0, 1e-4);
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray fake = manager.full(new Shape(1, 3, 64, 64), 0.5f);
      NDArray real = manager.full(new Shape(1, 3, 64, 64), 0.6f);
      NDArray useless = manager.full(new Shape(1, 3, 64, 64), Float.NaN);
      Map<String, Double> losses = new LinkedHashMap<>();
      for (int i = 0; i < Adversary.MOST_LEFT_OUT; i++) {
        adversary.learn(useless, fake, 1, losses);
      }
      assertThat(losses).as("nothing was learnt").isEmpty();
      adversary.learn(real, fake, 1, losses);
      assertThat(losses).containsOnlyKeys("discriminator");
      assertThat(losses.get("discriminator")).isBetween(0.0, 10.0);
      for (int i = 0; i < Adversary.MOST_LEFT_OUT; i++) {
        adversary.learn(useless, fake, 1, losses);
      }
      assertThatThrownBy(() -> adversary.learn(useless, fake, 1, losses))
          .isInstanceOf(DivergenceException.class)
          .isNotInstanceOf(UselessGradientException.class)
          .hasMessageContaining("discriminator")
          .hasMessageContaining("3 steps in a row");
    }
  }

  @Test
  void itPullsNoHarderThanAShareOfTheOtherLosses() throws Exception {
    try (Adversary adversary = adversary(0.2, 5, 1e-4);
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray image = manager.full(new Shape(1, 3, 64, 64), 0.5f);
      NDArray strong = manager.full(image.getShape(), 1f);
      Adversary.Pull free = adversary.pull(image, strong, 5);
      assertThat(free.share()).isPositive().isLessThan(Adversary.MOST_SHARE);
      assertThat(length(free.gradient())).isCloseTo(free.share() * length(strong), within(1e-6));

      NDArray weak = strong.mul(free.share() / (10 * Adversary.MOST_SHARE));
      Adversary.Pull held = adversary.pull(image, weak, 5);
      assertThat(held.share()).isCloseTo(10 * Adversary.MOST_SHARE, withinPercentage(0.1));
      assertThat(length(held.gradient()))
          .isCloseTo(Adversary.MOST_SHARE * length(weak), withinPercentage(0.1));
      NDArray shortened = free.gradient().mul(length(held.gradient()) / length(free.gradient()));
      assertThat(length(held.gradient().sub(shortened)))
          .as("in the same direction")
          .isLessThan(1e-4 * length(shortened));

      Adversary.Pull early = adversary.pull(image, strong, 4);
      assertThat(early.share()).isZero();
      assertThat(length(early.gradient())).isZero();
    }
  }

  @Test
  void itRestsWhileItIsWinning() throws Exception {
    try (Adversary adversary = adversary(0.1, 0, 3e-3);
        NDManager manager = Torch.newManager(Device.cpu())) {
      NDArray fake = manager.full(new Shape(1, 3, 64, 64), 0.1f);
      NDArray real = manager.full(new Shape(1, 3, 64, 64), 0.9f);
      Map<String, Double> losses = new LinkedHashMap<>();
      for (int i = 0; i < 400 && !isWinning(losses); i++) {
        adversary.learn(real, fake, 1, losses);
      }
      assertThat(isWinning(losses)).as("grey is told from white").isTrue();
      Double atRest = losses.get("discriminator");

      adversary.learn(real, fake, 1, losses);
      assertThat(losses.get("discriminator")).as("nothing was learnt").isEqualTo(atRest);

      adversary.learn(fake, real, 1, losses);
      Double losing = losses.get("discriminator");
      adversary.learn(fake, real, 1, losses);
      assertThat(losses.get("discriminator")).as("it learns again").isLessThan(losing);
    }
  }

  private static Adversary adversary(double weight, int after, double rate) throws IOException {
    Torch.start(1);
    TorchModule network = new TorchModule(NETWORK, Device.cpu(), true);
    return new Adversary(
        new Learner("discriminator", network, -1),
        new TrainingConfig.Adversarial(weight, after, rate));
  }

  private static boolean isWinning(Map<String, Double> losses) {
    return losses.getOrDefault("discriminator", Double.MAX_VALUE) < Adversary.WINNING;
  }

  private static double length(NDArray array) {
    return Math.sqrt(array.square().sum().getFloat());
  }
}
