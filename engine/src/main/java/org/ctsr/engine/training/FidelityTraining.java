package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.TorchScriptPrecision;

/** Stage 0: regression of the fidelity teacher on the degradations. */
final class FidelityTraining implements DistillationStage {
  /** In tables and checkpoints. */
  static final String NAME = "fidelity-teacher";

  private final TrainingConfig.FidelityStage settings;
  private final Learner teacher;

  FidelityTraining(TrainingConfig.FidelityStage settings, TorchModule network) {
    this.settings = settings;
    this.teacher = new Learner("teacher", network, settings.schedule().emaDecay());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Schedule schedule() {
    return settings.schedule();
  }

  @Override
  public Map<String, Double> step(int step, BatchArrays batch, NDManager manager)
      throws DivergenceException {
    Torch.record(true);
    NDArray image = teacher.network().forward(batch.small());
    NDArray absolute = Losses.absolute(image, batch.truth());
    NDArray squared = Losses.squared(image, batch.truth());
    Torch.backward(
        absolute.mul((float) settings.absolute()).add(squared.mul((float) settings.squared())));
    double norm = teacher.step(schedule().rate(step), schedule().clip());
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("absolute", (double) absolute.getFloat());
    losses.put("squared", (double) squared.getFloat());
    losses.put("gradient", norm);
    return losses;
  }

  @Override
  public void validate(Validation validation) throws IOException {
    teacher.withAverage(() -> validation.teacher(teacher.network()));
  }

  @Override
  public void save(Map<String, NDArray> state) {
    teacher.save(state);
  }

  @Override
  public void restore(Map<String, NDArray> state) throws ModelException {
    teacher.restore(state);
  }

  @Override
  public void write(Path target) throws IOException {
    teacher.withAverage(() -> teacher.network().write(target, TorchScriptPrecision.FLOAT16));
  }

  @Override
  public void close() {
    teacher.close();
  }
}
