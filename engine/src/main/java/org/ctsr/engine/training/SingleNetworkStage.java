package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.TorchScriptPrecision;

/** A stage that trains one network and has nothing else to keep. */
abstract class SingleNetworkStage implements DistillationStage {
  final Learner learner;
  private final Schedule schedule;

  /**
   * @param role what the network is called in messages and checkpoints
   */
  SingleNetworkStage(String role, TorchModule network, Schedule schedule) {
    this.learner = new Learner(role, network, schedule.emaDecay());
    this.schedule = schedule;
  }

  @Override
  public final Schedule schedule() {
    return schedule;
  }

  @Override
  public final void save(Map<String, NDArray> state) {
    learner.save(state);
  }

  @Override
  public final void restore(Map<String, NDArray> state) throws ModelException {
    learner.restore(state);
  }

  @Override
  public final void write(Path target) throws IOException {
    learner.withAverage(() -> learner.network().write(target, TorchScriptPrecision.FLOAT16));
  }

  @Override
  public final void close() {
    learner.close();
  }
}
