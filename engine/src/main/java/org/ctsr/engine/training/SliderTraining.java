package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctsr.engine.metric.FeatureDistance;
import org.ctsr.engine.metric.FeatureNetwork;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2: three anchors, {@code S(x, 0) -> f and y}, {@code S(x, 1/2) ->} the Stage-1 student,
 * {@code S(x, 1) -> r}, and the straight flow between them at random {@code t}.
 */
final class SliderTraining extends StudentStage {
  /** Windows of the texture term, HR pixels: texture may lie a little elsewhere. */
  private static final double TEXTURE_SIGMA = 3;

  /** In tables and checkpoints. */
  static final String NAME = "slider";

  private final TrainingConfig.SliderStage settings;
  private final RandomTimes times;

  SliderTraining(
      TrainingConfig.SliderStage settings,
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
    this.times = new RandomTimes(seed);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> step(int step, BatchArrays batch, NDManager manager)
      throws DivergenceException {
    Map<String, Double> losses = new LinkedHashMap<>();
    BasisImages basis = new BasisImages(drift.forward(batch.small(), step));
    PhasedFeatures phased = features == null ? null : new PhasedFeatures(features, step);
    NDList truthFeatures =
        phased == null || settings.perceptualTruth() + settings.perceptualMiddle() == 0
            ? null
            : phased.of(batch.truth());
    NDArray realistic = realisticEnd(basis, batch, phased, truthFeatures, step, manager, losses);
    faithful.apply(basis, batch, losses);
    middle(basis, batch, phased, truthFeatures, manager, losses);
    flow(basis, batch, step, manager, losses);
    withoutMesh(basis, losses);
    basis.backward();
    losses.put("gradient", student.step(schedule().rate(step), schedule().clip()));
    if (settings.adversarial().weight() > 0) {
      adversary.learn(batch.sharp(), realistic, schedule().remaining(step), losses);
    }
    return losses;
  }

  private NDArray realisticEnd(
      BasisImages basis,
      BatchArrays batch,
      @Nullable PhasedFeatures phased,
      @Nullable NDList truthFeatures,
      int step,
      NDManager manager,
      Map<String, Double> losses) {
    NDArray realness = batch.answers().get(1);
    NDArray t = manager.ones(new Shape(1, 1, 1, 1));
    NDArray image = basis.image(t);
    NDArray absolute = Losses.absolute(image, realness);
    NDArray total = absolute.mul((float) settings.realness());
    losses.put("realness", (double) absolute.getFloat());
    if (settings.texture() > 0) {
      NDArray taps = Losses.gaussian(manager, TEXTURE_SIGMA);
      NDArray texture = Losses.texture(image, realness, taps);
      total = total.add(texture.mul((float) settings.texture()));
      losses.put("texture", (double) texture.getFloat());
    }
    if (phased != null) {
      NDList found = phased.of(image);
      if (settings.perceptualTeacher() > 0) {
        NDArray distance = FeatureDistance.between(found, phased.of(realness));
        total = total.add(distance.mul((float) settings.perceptualTeacher()));
        losses.put("perceptualTeacher", (double) distance.getFloat());
      }
      if (truthFeatures != null && settings.perceptualTruth() > 0) {
        NDArray distance = FeatureDistance.between(found, truthFeatures);
        total = total.add(distance.mul((float) settings.perceptualTruth()));
        losses.put("perceptualTruth", (double) distance.getFloat());
      }
    }
    Torch.backward(total);
    NDArray gradient = Torch.requireGradient(image);
    basis.pullImage(t, gradient);
    if (settings.adversarial().weight() > 0) {
      Adversary.Pull pull = adversary.pull(image, gradient, step);
      basis.pullImage(t, pull.gradient());
      pull.tell(losses);
      Torch.record(true);
    }
    return image;
  }

  private void middle(
      BasisImages basis,
      BatchArrays batch,
      @Nullable PhasedFeatures phased,
      @Nullable NDList truthFeatures,
      NDManager manager,
      Map<String, Double> losses) {
    NDArray t = manager.full(new Shape(1, 1, 1, 1), FuseTraining.MIDDLE);
    NDArray image = basis.image(t);
    NDArray absolute = Losses.absolute(image, batch.answers().get(2));
    NDArray total = absolute.mul((float) settings.fused());
    losses.put("fused", (double) absolute.getFloat());
    if (phased != null && truthFeatures != null && settings.perceptualMiddle() > 0) {
      NDArray distance = FeatureDistance.between(phased.of(image), truthFeatures);
      total = total.add(distance.mul((float) settings.perceptualMiddle()));
      losses.put("perceptualMiddle", (double) distance.getFloat());
    }
    Torch.backward(total);
    basis.pullImage(t, Torch.requireGradient(image));
  }

  /** Keeps B1 from repeating with the small photo's pixels, which no other term minds. */
  private void withoutMesh(BasisImages basis, Map<String, Double> losses) {
    if (settings.lattice() == 0) {
      return;
    }
    NDArray change = basis.change();
    NDArray lattice = Losses.lattice(change, BatchArrays.SCALE);
    Torch.backward(lattice.mul((float) settings.lattice()));
    basis.pullChange(Torch.requireGradient(change));
    losses.put("lattice", (double) lattice.getFloat());
  }

  /** Follows the anchors' path at random {@code t}, in velocity and in place. */
  private void flow(
      BasisImages basis,
      BatchArrays batch,
      int step,
      NDManager manager,
      Map<String, Double> losses) {
    NDArray fidelity = batch.answers().get(0);
    NDArray realness = batch.answers().get(1);
    NDArray fused = batch.answers().get(2);
    NDArray t = times.of(step, (int) fidelity.getShape().get(0), manager);

    NDArray velocity = basis.velocity(t);
    NDArray velocityLoss = Losses.velocity(velocity, fidelity, fused, realness, t);
    Torch.backward(velocityLoss.mul((float) settings.velocity()));
    basis.pullVelocity(t, Torch.requireGradient(velocity));
    losses.put("velocity", (double) velocityLoss.getFloat());

    NDArray image = basis.image(t);
    NDArray pathLoss = Losses.path(image, fidelity, fused, realness, t);
    Torch.backward(pathLoss.mul((float) settings.path()));
    basis.pullImage(t, Torch.requireGradient(image));
    losses.put("path", (double) pathLoss.getFloat());
  }
}
