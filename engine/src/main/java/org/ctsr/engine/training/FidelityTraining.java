package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stage 0: regression of the fidelity teacher on the degradations. */
final class FidelityTraining extends SingleNetworkStage {
  /** In tables and checkpoints. */
  static final String NAME = "fidelity-teacher";

  private final TrainingConfig.FidelityStage settings;

  FidelityTraining(TrainingConfig.FidelityStage settings, TorchModule network) {
    super("teacher", network, settings.schedule());
    this.settings = settings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> step(int step, BatchArrays batch, NDManager manager)
      throws DivergenceException {
    Torch.record(true);
    NDArray image = learner.network().forward(batch.small());
    NDArray absolute = Losses.absolute(image, batch.truth());
    NDArray squared = Losses.squared(image, batch.truth());
    NDArray logarithmic = Losses.logarithmic(image, batch.truth());
    Torch.backward(
        absolute
            .mul((float) settings.absolute())
            .add(squared.mul((float) settings.squared()))
            .add(logarithmic.mul((float) settings.logarithmic())));
    double norm = learner.step(schedule().rate(step), schedule().clip());
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("absolute", (double) absolute.getFloat());
    losses.put("squared", (double) squared.getFloat());
    // As a geometric mean: above 0, and of the size of the squared error.
    losses.put("logarithmic", Math.exp(logarithmic.getFloat()));
    losses.put("gradient", norm);
    return losses;
  }

  @Override
  public void validate(Validation validation) throws IOException {
    learner.withAverage(() -> validation.teacher(learner.network()));
  }
}
