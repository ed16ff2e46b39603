package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.ctsr.engine.model.ModelException;

/**
 * Adam (arXiv 1412.6980) whose moments can be saved, so that a resumed run goes on exactly as an
 * uninterrupted one. Gradients are scaled down to a largest norm first.
 */
final class Adam implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.99f;
  private static final float EPSILON = 1e-8f;

  /** Each value's own limit is off when negative; 0 would make every gradient 0. */
  private static final float NO_CLIPPING = -1f;

  /** Steps taken, in a checkpoint: fewer than the stage's, as useless gradients are left out. */
  private static final String COUNT = "steps";

  private final Map<String, NDArray> parameters;
  private final NDManager manager;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();
  private final NDArray count;
  private int steps;

  Adam(Map<String, NDArray> parameters, NDManager parent) {
    this.parameters = parameters;
    this.manager = parent.newSubManager();
    this.count = manager.zeros(new Shape(1));
    for (Entry<String, NDArray> entry : parameters.entrySet()) {
      means.put(entry.getKey(), manager.zeros(entry.getValue().getShape()));
      variances.put(entry.getKey(), manager.zeros(entry.getValue().getShape()));
    }
  }

  /** Euclidean norm of all collected gradients together. */
  double gradientNorm() {
    double sum = 0;
    for (NDArray parameter : parameters.values()) {
      NDArray gradient = Torch.gradient(parameter);
      if (gradient != null) {
        try (gradient;
            NDArray square = gradient.square();
            NDArray total = square.sum()) {
          sum += total.getFloat();
        }
      }
    }
    return Math.sqrt(sum);
  }

  /** One update from the collected gradients, which are then cleared. */
  void step(double rate, double norm, double clip) {
    Torch.record(false);
    steps++;
    double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    float scale = (float) Math.min(1.0, clip / Math.max(norm, 1e-12));
    for (Entry<String, NDArray> entry : parameters.entrySet()) {
      NDArray parameter = entry.getValue();
      NDArray gradient = Torch.gradient(parameter);
      if (gradient == null) {
        continue;
      }
      try (gradient) {
        JniUtils.adamUpdate(
            (PtNDArray) parameter,
            (PtNDArray) gradient,
            moment(means, entry.getKey()),
            moment(variances, entry.getKey()),
            (float) rate,
            (float) (rate * correction),
            0f,
            scale,
            NO_CLIPPING,
            BETA1,
            BETA2,
            EPSILON,
            false);
      }
      Torch.clearGradient(parameter);
    }
  }

  /** Forgets the collected gradients. */
  void clearGradients() {
    parameters.values().forEach(Torch::clearGradient);
  }

  private static PtNDArray moment(Map<String, NDArray> moments, String name) {
    NDArray moment = moments.get(name);
    if (moment == null) {
      throw new IllegalStateException("no moment for " + name);
    }
    return (PtNDArray) moment;
  }

  /** Puts the moments into {@code state} under names that begin with {@code prefix}. */
  void save(String prefix, Map<String, NDArray> state) {
    count.set(new float[] {steps});
    state.put(prefix + COUNT, count);
    means.forEach((name, array) -> state.put(prefix + "mean." + name, array));
    variances.forEach((name, array) -> state.put(prefix + "variance." + name, array));
  }

  /** Takes the moments back. */
  void restore(String prefix, Map<String, NDArray> state) throws ModelException {
    Tensors.copy(state, prefix, Map.of(COUNT, count));
    Tensors.copy(state, prefix + "mean.", means);
    Tensors.copy(state, prefix + "variance.", variances);
    this.steps = (int) count.getFloat();
  }

  @Override
  public void close() {
    manager.close();
  }
}
