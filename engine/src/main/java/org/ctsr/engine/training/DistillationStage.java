package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ctsr.engine.model.ModelException;

/** One stage of training: what a step does, what is saved, what comes out. */
interface DistillationStage extends AutoCloseable {
  /** Name in checkpoints and tables. */
  String name();

  Schedule schedule();

  /**
   * One optimiser step.
   *
   * @param step from 0
   * @param manager of the step's arrays
   * @return the losses by name, unweighted; the first is the stage's main loss
   * @throws DivergenceException if the stage cannot go on
   */
  Map<String, Double> step(int step, BatchArrays batch, NDManager manager)
      throws DivergenceException;

  /** Measures the averaged weights. */
  void validate(Validation validation) throws IOException;

  /** Puts everything a later {@link #restore} needs into {@code state}. */
  void save(Map<String, NDArray> state);

  /** Goes on from a saved state. */
  void restore(Map<String, NDArray> state) throws ModelException;

  /** Writes the network trained, with averaged weights. */
  void write(Path target) throws IOException;

  @Override
  void close();
}
