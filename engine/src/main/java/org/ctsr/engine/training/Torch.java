package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.ctsr.engine.torch.TorchSetup;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The few calls of PyTorch's automatic differentiation that training needs and DJL's portable
 * interface does not offer: gradients handed on from one graph to another.
 *
 * <p>Whether operations are recorded is a property of the thread.
 */
final class Torch {
  private static @Nullable Engine engine;

  private Torch() {}

  /** Starts PyTorch without any network access; the number of threads is that of the first call. */
  static synchronized Engine start(int threads) {
    Engine started = engine;
    if (started == null) {
      TorchSetup.apply(LoggerFactory.getLogger(Torch.class)::warn);
      System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
      // The optimising executor records the first runs of every new shape, which costs more here
      // than its fusions gain.
      System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
      started = Engine.getEngine("PyTorch");
      engine = started;
    }
    return started;
  }

  /** Whether there is a CUDA device this PyTorch can use. */
  static boolean hasCuda() {
    return TorchSetup.cudaDevices(Engine.getEngine("PyTorch")) > 0;
  }

  /** A manager of its own on {@code device}. */
  static NDManager newManager(Device device) {
    return NDManager.newBaseManager(device, "PyTorch");
  }

  /** From now on, this thread records operations for {@link #backward}, or does not. */
  static void record(boolean on) {
    JniUtils.setGradMode(on);
  }

  /** Adds the gradients of a scalar to every leaf it depends on. */
  static void backward(NDArray scalar) {
    try (NDArray one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType())) {
      backward(scalar, one);
    }
  }

  /** Adds the products of {@code gradient} with the Jacobian of {@code output}. */
  static void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }

  /** The values of {@code array} as a new leaf that collects a gradient. */
  static NDArray leaf(NDArray array) {
    PtNDArray leaf = JniUtils.detachGradient((PtNDArray) array);
    JniUtils.attachGradient(leaf, true);
    return leaf;
  }

  /** The values of {@code array}, cut off from what they were computed from. */
  static NDArray detached(NDArray array) {
    return JniUtils.detachGradient((PtNDArray) array);
  }

  /** The gradient a leaf has collected, or null; it belongs to the leaf's manager. */
  static @Nullable NDArray gradient(NDArray leaf) {
    return JniUtils.getGradient((PtNDArray) leaf);
  }

  /** As {@link #gradient}, where it must be there. */
  static NDArray requireGradient(NDArray leaf) {
    NDArray gradient = gradient(leaf);
    if (gradient == null) {
      throw new IllegalStateException("the loss does not depend on this array");
    }
    return gradient;
  }

  /** Sets the collected gradient to zero. */
  static void clearGradient(NDArray leaf) {
    JniUtils.zeroGrad((PtNDArray) leaf);
  }
}
