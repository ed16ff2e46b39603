package org.ctsr.engine.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.torch.ScriptFile;

/** One TorchScript file on one device, for inference. Not thread-safe. */
final class TorchNetwork implements AutoCloseable {
  private final Model model;
  private final ParameterStore parameters;
  private final boolean half;

  /**
   * Loads the file and checks that its output has the channels the manifest promises.
   *
   * @throws ModelException if the file is no TorchScript network of that shape
   */
  TorchNetwork(ModelPackage.NetworkFile network, int scale, int probeSize, Device device)
      throws ModelException {
    this(network.file(), device);
    boolean usable = false;
    try {
      checkShape(network, scale, probeSize);
      usable = true;
    } catch (EngineException e) {
      throw unusable(network.file(), e);
    } finally {
      if (!usable) {
        model.close();
      }
    }
  }

  private TorchNetwork(Path file, Device device) throws ModelException {
    String fileName = file.getFileName().toString();
    this.half = device.isGpu();
    // Held for the life of this object: once a Model is collected its native module is freed.
    this.model = Model.newInstance(fileName, device, "PyTorch");
    boolean usable = false;
    try {
      ScriptFile.load(model, file, Map.of());
      this.parameters = new ParameterStore(model.getNDManager(), false);
      usable = true;
    } catch (IOException | MalformedModelException | EngineException e) {
      throw unusable(file, e);
    } finally {
      if (!usable) {
        model.close();
      }
    }
  }

  /**
   * Loads a file of unknown shape.
   *
   * @throws ModelException if the file is no TorchScript network
   */
  static TorchNetwork load(Path file, Device device) throws ModelException {
    return new TorchNetwork(file, device);
  }

  private static ModelException unusable(Path file, Exception e) {
    return new ModelException(
        file + ": cannot be loaded as a TorchScript network (" + firstLine(e) + ")", e);
  }

  private void checkShape(ModelPackage.NetworkFile network, int scale, int probeSize)
      throws ModelException {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      Shape found = forward(manager.zeros(new Shape(1, 3, probeSize, probeSize))).getShape();
      Shape expected =
          new Shape(
              1, network.outputChannels(), (long) probeSize * scale, (long) probeSize * scale);
      if (!found.equals(expected)) {
        throw new ModelException(
            network.file()
                + ": gives "
                + found
                + " for a "
                + probeSize
                + "x"
                + probeSize
                + " photo where the manifest promises "
                + expected);
      }
    }
  }

  /** What PyTorch says first; the rest is its own call stack. */
  static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** A manager on this network's device for one tile's arrays. */
  NDManager newManager() {
    return model.getNDManager().newSubManager();
  }

  /**
   * One evaluation; the result lives in the input's manager.
   *
   * @param input (1, 3, h, w) in [0, 1], float32
   * @return (1, c, h * scale, w * scale), float32, on this network's device
   */
  NDArray forward(NDArray input) {
    // Gradients are recorded per thread, and on in new threads.
    JniUtils.setGradMode(false);
    SafeExit.enter();
    try {
      NDArray given = half ? input.toType(DataType.FLOAT16, false) : input;
      NDArray result =
          model.getBlock().forward(parameters, new NDList(given), false).singletonOrThrow();
      return half ? result.toType(DataType.FLOAT32, false) : result;
    } finally {
      SafeExit.leave();
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
