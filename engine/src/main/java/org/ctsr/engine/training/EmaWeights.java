package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.ctsr.engine.model.ModelException;

/**
 * Exponential moving average of a network's weights. Adversarial training circles around its goal;
 * the average is what is validated and shipped.
 */
final class EmaWeights implements AutoCloseable {
  /** In a checkpoint, beside the names of weights, which have dots. */
  private static final String COUNT = "updates";

  private final TorchModule network;
  private final double decay;
  private final NDManager manager;
  private final Map<String, NDArray> average = new LinkedHashMap<>();
  private final NDArray count;
  private int updates;

  EmaWeights(TorchModule network, double decay, NDManager parent) {
    this.network = network;
    this.decay = decay;
    this.manager = parent.newSubManager();
    this.count = manager.zeros(new Shape(1));
    Torch.record(false);
    for (Entry<String, NDArray> entry : network.parameters().entrySet()) {
      NDArray copy = manager.zeros(entry.getValue().getShape());
      copy.addi(entry.getValue());
      average.put(entry.getKey(), copy);
    }
  }

  /**
   * Takes the present weights in; early updates count more, so that the start is soon forgotten.
   */
  void update() {
    Torch.record(false);
    updates++;
    double keep = Math.min(decay, (1.0 + updates) / (10.0 + updates));
    for (Entry<String, NDArray> entry : network.parameters().entrySet()) {
      NDArray own = Tensors.require(average, entry.getKey());
      try (NDArray part = entry.getValue().mul(1 - keep)) {
        own.muli(keep).addi(part);
      }
    }
  }

  /** Exchanges the network's weights with the average; a second call exchanges them back. */
  void swap() throws ModelException {
    Torch.record(false);
    Map<String, NDArray> kept = new LinkedHashMap<>();
    try (NDManager scratch = manager.newSubManager()) {
      for (Entry<String, NDArray> entry : network.parameters().entrySet()) {
        NDArray copy = scratch.zeros(entry.getValue().getShape());
        kept.put(entry.getKey(), copy.addi(entry.getValue()));
      }
      network.setParameters(average);
      Tensors.copy(kept, "", average);
    }
  }

  void save(String prefix, Map<String, NDArray> state) {
    count.set(new float[] {updates});
    state.put(prefix + COUNT, count);
    average.forEach((name, array) -> state.put(prefix + name, array));
  }

  void restore(String prefix, Map<String, NDArray> state) throws ModelException {
    Tensors.copy(state, prefix, Map.of(COUNT, count));
    Tensors.copy(state, prefix, average);
    this.updates = (int) count.getFloat();
  }

  @Override
  public void close() {
    manager.close();
  }
}
