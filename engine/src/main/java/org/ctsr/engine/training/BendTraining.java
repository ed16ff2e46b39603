package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctsr.engine.metric.FeatureDistance;
import org.ctsr.engine.metric.FeatureNetwork;

/**
 * Stage 3: the middle of the slider. Only the head's rows of B2 learn, which count for nothing at
 * either end: {@code S(x, 0)} and {@code S(x, 1)} stay what they are, and all of B2 can be spent on
 * what lies between. The body gives the same features to every step, so a step is cheap.
 */
final class BendTraining extends SingleNetworkStage {
  /** In tables and checkpoints. */
  static final String NAME = "bend";

  private final TrainingConfig.BendStage settings;
  private final RandomTimes times;
  private final FeatureNetwork features;

  /**
   * @throws ConfigException if the student has no {@link BasisHead}
   */
  BendTraining(
      TrainingConfig.BendStage settings, long seed, TorchModule student, FeatureNetwork features)
      throws ConfigException {
    super("student", student, settings.schedule());
    requireHead(student);
    student.train(name -> name.equals(BasisHead.WEIGHT) || name.equals(BasisHead.BIAS));
    this.settings = settings;
    this.times = new RandomTimes(seed);
    this.features = features;
  }

  /**
   * @throws ConfigException if the student has no {@link BasisHead}
   */
  static void requireHead(TorchModule student) throws ConfigException {
    if (!BasisHead.of(student)) {
      throw new ConfigException(student.file() + ": bend needs a student with a basis head");
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> step(int step, BatchArrays batch, NDManager manager)
      throws DivergenceException {
    NDArray truth = batch.truth();
    BasisImages basis = new BasisImages(learner.network().forward(batch.small()));
    NDArray t = times.of(step, (int) truth.getShape().get(0), manager);

    NDArray image = basis.image(t);
    PhasedFeatures phased = new PhasedFeatures(features, step);
    NDArray perceptual = FeatureDistance.between(phased.of(image), phased.of(truth));
    NDArray squared = Losses.squared(image, truth);
    Torch.backward(
        perceptual.mul((float) settings.perceptual()).add(squared.mul((float) settings.squared())));
    basis.pullBend(Losses.curve(t).mul(Torch.requireGradient(image)));

    NDArray bend = basis.bend();
    NDArray lattice = Losses.lattice(bend, BatchArrays.SCALE);
    Torch.backward(lattice.mul((float) settings.lattice()));
    basis.pullBend(Torch.requireGradient(bend));
    basis.backward();
    BasisHead.keepBendOnly(learner.network());

    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("perceptual", (double) perceptual.getFloat());
    losses.put("squared", (double) squared.getFloat());
    losses.put("lattice", (double) lattice.getFloat());
    losses.put("gradient", learner.step(schedule().rate(step), schedule().clip()));
    return losses;
  }

  @Override
  public void validate(Validation validation) throws IOException {
    learner.withAverage(() -> validation.student(learner.network()));
  }
}
