package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Map;
import java.util.Map.Entry;
import org.ctsr.engine.model.ModelException;

/** Named arrays. */
final class Tensors {
  private Tensors() {}

  static NDArray require(Map<String, NDArray> arrays, String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalStateException("no array named " + name);
    }
    return array;
  }

  /**
   * Copies {@code from[prefix + name]} into {@code to[name]}, for every name of {@code to}.
   *
   * @throws ModelException if one is missing or has another shape
   */
  static void copy(Map<String, NDArray> from, String prefix, Map<String, NDArray> to)
      throws ModelException {
    Torch.record(false);
    for (Entry<String, NDArray> entry : to.entrySet()) {
      NDArray source = from.get(prefix + entry.getKey());
      if (source == null || !source.getShape().equals(entry.getValue().getShape())) {
        throw new ModelException(
            "the tensor "
                + prefix
                + entry.getKey()
                + " "
                + (source == null ? "is missing" : "has the shape " + source.getShape())
                + "; "
                + entry.getValue().getShape()
                + " is needed");
      }
      copy(source, entry.getValue());
    }
  }

  /** Copies values in place, so that a network's own parameter changes. */
  static void copy(NDArray from, NDArray to) {
    to.set(new NDIndex("..."), from);
  }
}
