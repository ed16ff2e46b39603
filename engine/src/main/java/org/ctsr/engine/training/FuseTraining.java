package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctsr.engine.metric.FeatureDistance;
import org.ctsr.engine.metric.FeatureNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1: the student's middle, {@code S(x, 1/2)}, learns to join both teachers, while its
 * faithful end is held where it is.
 */
final class FuseTraining extends StudentStage {
  /** In tables and checkpoints. */
  static final String NAME = "fuse";

  /** Where on the slider the fused image lives. */
  static final float MIDDLE = 0.5f;

  private final TrainingConfig.FuseStage settings;

  FuseTraining(
      TrainingConfig.FuseStage settings,
      long seed,
      TorchModule student,
      TorchModule discriminator,
      @Nullable FeatureNetwork features)
      throws ConfigException {
    super(
        settings.schedule(),
        settings.faithful(),
        settings.adversarial(),
        seed,
        student,
        discriminator,
        features);
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> step(int step, BatchArrays batch, NDManager manager)
      throws DivergenceException {
    Map<String, Double> losses = new LinkedHashMap<>();
    NDArray fidelity = batch.answers().get(0);
    NDArray realness = batch.answers().get(1);
    NDArray taps = Losses.gaussian(manager, settings.sigma());
    NDArray t = manager.full(new Shape(1, 1, 1, 1), MIDDLE);
    NDArray target = Losses.fusedTarget(fidelity, realness, batch.truth(), taps);

    BasisImages basis = new BasisImages(drift.forward(batch.small(), step));
    NDArray image = basis.image(t);
    NDArray split =
        Losses.split(
            image.sub(target), realness.sub(fidelity), taps, settings.along(), settings.across());
    NDArray truth = Losses.absolute(image, batch.truth());
    NDArray total = split.add(truth.mul((float) settings.truth()));
    losses.put("fused", (double) split.getFloat());
    losses.put("truth", (double) truth.getFloat());
    if (features != null && settings.perceptual() > 0) {
      PhasedFeatures phased = new PhasedFeatures(features, step);
      NDArray perceptual = FeatureDistance.between(phased.of(image), phased.of(batch.truth()));
      total = total.add(perceptual.mul((float) settings.perceptual()));
      losses.put("perceptual", (double) perceptual.getFloat());
    }
    Torch.backward(total);
    NDArray gradient = Torch.requireGradient(image);
    basis.pullImage(t, gradient);
    if (settings.adversarial().weight() > 0) {
      Adversary.Pull pull = adversary.pull(image, gradient, step);
      basis.pullImage(t, pull.gradient());
      pull.tell(losses);
    }
    Torch.record(true);
    faithful.apply(basis, batch, losses);
    basis.backward();
    losses.put("gradient", student.step(schedule().rate(step), schedule().clip()));
    if (settings.adversarial().weight() > 0) {
      adversary.learn(batch.sharp(), image, schedule().remaining(step), losses);
    }
    return losses;
  }
}
