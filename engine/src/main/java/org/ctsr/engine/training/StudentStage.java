package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ctsr.engine.metric.FeatureNetwork;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.TorchScriptPrecision;
import org.jspecify.annotations.Nullable;

/**
 * What the student's stages have in common: the student, its discriminator, features, B0's loss.
 */
abstract class StudentStage implements DistillationStage {
  final Learner student;
  final Adversary adversary;
  final FaithfulLoss faithful;
  final ColorDrift drift;
  final @Nullable FeatureNetwork features;
  private final Schedule schedule;

  StudentStage(
      Schedule schedule,
      TrainingConfig.FaithfulEnd faithful,
      TrainingConfig.Adversarial adversarial,
      long seed,
      TorchModule student,
      TorchModule discriminator,
      @Nullable FeatureNetwork features)
      throws ConfigException {
    this.schedule = schedule;
    this.faithful = new FaithfulLoss(faithful);
    this.drift = new ColorDrift(student, faithful.drift(), seed);
    this.student = new Learner("student", student, schedule.emaDecay());
    this.adversary = new Adversary(new Learner("discriminator", discriminator, -1), adversarial);
    this.features = features;
  }

  @Override
  public final Schedule schedule() {
    return schedule;
  }

  @Override
  public final void validate(Validation validation) throws IOException {
    student.withAverage(() -> validation.student(student.network()));
  }

  @Override
  public final void save(Map<String, NDArray> state) {
    student.save(state);
    adversary.save(state);
  }

  @Override
  public final void restore(Map<String, NDArray> state) throws ModelException {
    student.restore(state);
    adversary.restore(state);
  }

  @Override
  public final void write(Path target) throws IOException {
    student.withAverage(() -> student.network().write(target, TorchScriptPrecision.FLOAT16));
  }

  @Override
  public final void close() {
    student.close();
    adversary.close();
  }
}
