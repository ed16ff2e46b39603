package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import org.ctsr.engine.model.ModelException;
import org.jspecify.annotations.Nullable;

/** A network in training: its weights, its optimiser and, if it is to be kept, its average. */
final class Learner implements AutoCloseable {
  /**
   * Gradients here are of length 0.01 to 10. Once in some thousand steps one is not finite or
   * around 1e16, and as usual when the step is repeated: garbage, whose direction must not be
   * followed.
   */
  private static final double LONGEST = 1e6;

  private final String name;
  private final TorchModule network;
  private final Adam adam;
  private final @Nullable EmaWeights average;
  private final NDManager manager;

  /**
   * @param name prefix of its tensors in a checkpoint
   * @param emaDecay decay of the average of weights; negative for none
   */
  Learner(String name, TorchModule network, double emaDecay) {
    this.name = name;
    this.network = network;
    this.manager = network.newManager();
    this.adam = new Adam(network.parameters(), manager);
    this.average = emaDecay < 0 ? null : new EmaWeights(network, emaDecay, manager);
  }

  TorchModule network() {
    return network;
  }

  /**
   * One optimiser step from the collected gradients.
   *
   * @return the gradient's norm before clipping
   * @throws UselessGradientException if it is not finite or absurdly long; the weights are then as
   *     before
   */
  double step(double rate, double clip) throws DivergenceException {
    double norm = adam.gradientNorm();
    if (!Double.isFinite(norm) || norm > LONGEST) {
      adam.clearGradients();
      throw new UselessGradientException(
          "the gradient of the "
              + name
              + (Double.isFinite(norm)
                  ? " has a length of %.1e".formatted(norm)
                  : " is not finite"));
    }
    adam.step(rate, norm, clip);
    if (average != null) {
      average.update();
    }
    return norm;
  }

  void clearGradients() {
    adam.clearGradients();
  }

  /** Runs {@code work} with the averaged weights in the network. */
  void withAverage(Work work) throws IOException {
    EmaWeights kept = average;
    if (kept == null) {
      throw new IllegalStateException(name + " keeps no average");
    }
    kept.swap();
    try {
      work.run();
    } finally {
      kept.swap();
    }
  }

  /** Something that reads or writes files. */
  interface Work {
    void run() throws IOException;
  }

  void save(Map<String, NDArray> state) {
    network.parameters().forEach((key, array) -> state.put(name + ".weights." + key, array));
    adam.save(name + ".adam.", state);
    if (average != null) {
      average.save(name + ".average.", state);
    }
  }

  void restore(Map<String, NDArray> state) throws ModelException {
    Tensors.copy(state, name + ".weights.", network.parameters());
    adam.restore(name + ".adam.", state);
    if (average != null) {
      average.restore(name + ".average.", state);
    }
  }

  @Override
  public void close() {
    manager.close();
    network.close();
  }
}
