package org.ctsr.engine.training;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.TorchScriptPrecision;
import org.ctsr.engine.torch.ScriptFile;

/** A TorchScript network with float32 parameters, to train or to differentiate through. */
final class TorchModule implements AutoCloseable {
  private final Path file;
  private final Model model;
  private final ParameterStore store;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private Predicate<String> learning = name -> true;

  /**
   * Loads a network, whatever precision it is stored in.
   *
   * @param trainable whether its parameters collect gradients; gradients pass through it either way
   * @throws ModelException if the file is no TorchScript network
   */
  TorchModule(Path file, Device device, boolean trainable) throws IOException {
    this.file = file;
    // Held for the life of this object: once a Model is collected its native module is freed.
    this.model = Model.newInstance(file.getFileName().toString(), device, "PyTorch");
    this.store = new ParameterStore(model.getNDManager(), false);
    Path folder = Files.createTempDirectory("ctsr-network");
    Path wide = folder.resolve("network.pt");
    boolean usable = false;
    try {
      TorchScriptPrecision.FLOAT32.rewrite(file, wide);
      // Without trainParam the file's constants become tensors that no gradient can pass.
      ScriptFile.load(model, wide, Map.of("trainParam", "true"));
      for (Pair<String, ai.djl.nn.Parameter> entry : model.getBlock().getParameters()) {
        NDArray array = entry.getValue().getArray();
        parameters.put(array.getName(), array);
      }
      train(name -> trainable);
      usable = true;
    } catch (MalformedModelException | EngineException e) {
      throw new ModelException(
          file + ": cannot be loaded as a TorchScript network (" + e.getMessage() + ")", e);
    } finally {
      Files.deleteIfExists(wide);
      Files.deleteIfExists(folder);
      if (!usable) {
        model.close();
      }
    }
  }

  /** The file it was loaded from. */
  Path file() {
    return file;
  }

  /** The parameters by name, in the file's order; the arrays are the network's own. */
  Map<String, NDArray> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** Lets only the parameters of these names collect gradients from now on. */
  void train(Predicate<String> names) {
    learning = names;
    for (Pair<String, ai.djl.nn.Parameter> entry : model.getBlock().getParameters()) {
      NDArray array = entry.getValue().getArray();
      boolean learns = names.test(array.getName());
      // The first forward pass attaches gradients to whatever is not frozen.
      entry.getValue().freeze(!learns);
      array.setRequiresGradient(learns);
    }
  }

  /** Number of values in all parameters. */
  long parameterCount() {
    return parameters.values().stream().mapToLong(NDArray::size).sum();
  }

  /** All outputs; they live in the input's manager. */
  NDList forwardAll(NDArray input) {
    // In evaluation DJL would switch recording off.
    return model.getBlock().forward(store, new NDList(input), true);
  }

  /** The only output. */
  NDArray forward(NDArray input) {
    return forwardAll(input).singletonOrThrow();
  }

  /**
   * Copies values into the parameters of the same names.
   *
   * @throws ModelException if a name is missing or a shape differs
   */
  void setParameters(Map<String, NDArray> values) throws ModelException {
    try {
      Tensors.copy(values, "", parameters);
    } catch (ModelException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }

  /** A manager on this network's device. */
  NDManager newManager() {
    return model.getNDManager().newSubManager();
  }

  /** Writes the network with its present parameters; appears whole or not at all. */
  void write(Path target, TorchScriptPrecision precision) throws IOException {
    Path raw = target.resolveSibling(target.getFileName() + ".raw");
    Predicate<String> here = learning;
    // The file says of each parameter whether it can be trained; what rests here need not rest
    // there.
    train(name -> true);
    try {
      try (OutputStream out = Files.newOutputStream(raw)) {
        JniUtils.writeModule((PtSymbolBlock) model.getBlock(), out, false);
      }
      precision.rewrite(raw, target);
    } finally {
      train(here);
      Files.deleteIfExists(raw);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
