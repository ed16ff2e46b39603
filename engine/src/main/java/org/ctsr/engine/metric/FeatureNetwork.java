package org.ctsr.engine.metric;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ctsr.engine.torch.ScriptFile;

/**
 * A TorchScript network whose feature maps tell how alike two pictures look; {@code
 * models/networks/export_features.py} makes one. Its weights stay as they are. Not thread-safe.
 */
public final class FeatureNetwork implements AutoCloseable {
  private final Path file;
  private final Model model;
  private final ParameterStore parameters;

  private FeatureNetwork(Path file, Model model) {
    this.file = file;
    // Held for the life of this object: once a Model is collected its native module is freed.
    this.model = model;
    this.parameters = new ParameterStore(model.getNDManager(), false);
  }

  /**
   * Loads a network. PyTorch must have been started if it is to be set up in a special way.
   *
   * @param file TorchScript; {@code forward(x)} takes (N, 3, h, w), sRGB in [0, 1], and gives a
   *     tuple or list of feature maps (N, c, h', w')
   * @throws MetricException if the file is missing or no such network
   */
  public static FeatureNetwork load(Path file, Device device) throws MetricException {
    if (!Files.isRegularFile(file)) {
      throw new MetricException(file, "no such file");
    }
    Model model = Model.newInstance(String.valueOf(file.getFileName()), device, "PyTorch");
    try {
      // Without trainParam the weights become constants that no gradient passes, not even to the
      // input; with it they collect gradients of their own, which nobody needs here.
      ScriptFile.load(model, file, Map.of("trainParam", "true"));
      for (Pair<String, Parameter> parameter : model.getBlock().getParameters()) {
        parameter.getValue().freeze(true);
        parameter.getValue().getArray().setRequiresGradient(false);
      }
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new MetricException(file, "no TorchScript network (" + firstLine(e) + ")", e);
    }
    return new FeatureNetwork(file, model);
  }

  /** A manager on the network's device; its owner closes it. */
  public NDManager newManager() {
    return model.getNDManager().newSubManager();
  }

  /**
   * The feature maps of a batch of pictures. Gradients flow to {@code pictures} where they are
   * being recorded.
   *
   * @param pictures (N, 3, h, w), sRGB in [0, 1], float32, on the network's device
   */
  public NDList forward(NDArray pictures) {
    // As if in training: for inference DJL would stop the recording of gradients.
    return model.getBlock().forward(parameters, new NDList(pictures), true);
  }

  /**
   * {@link FeatureDistance} of two pictures.
   *
   * @return a hundred times the distance, 0 for equal pictures, as tables give it
   * @throws IllegalArgumentException if the sizes differ
   * @throws MetricException if the network does not take pictures of this size
   */
  public double distance(MeasuredImage result, MeasuredImage truth) throws MetricException {
    try (Reference reference = reference(truth)) {
      return reference.distance(result);
    }
  }

  /**
   * Computes the feature maps of one picture once, for distances of several others to it.
   *
   * @throws MetricException if the network does not take pictures of this size
   */
  public Reference reference(MeasuredImage truth) throws MetricException {
    NDManager manager = newManager();
    boolean usable = false;
    try {
      Reference reference = new Reference(truth, manager, features(manager, truth));
      usable = true;
      return reference;
    } finally {
      if (!usable) {
        manager.close();
      }
    }
  }

  /** The feature maps of a picture; they hold native memory until closed. */
  public final class Reference implements AutoCloseable {
    private final MeasuredImage truth;
    private final NDManager manager;
    private final NDList features;

    private Reference(MeasuredImage truth, NDManager manager, NDList features) {
      this.truth = truth;
      this.manager = manager;
      this.features = features;
    }

    /** As {@link FeatureNetwork#distance}. */
    public double distance(MeasuredImage result) throws MetricException {
      MeasuredImage.requireSameSize(result, truth);
      try (NDManager own = newManager()) {
        return 100 * FeatureDistance.between(features(own, result), features).toFloatArray()[0];
      } catch (EngineException e) {
        throw failure(result, e);
      }
    }

    @Override
    public void close() {
      manager.close();
    }
  }

  private NDList features(NDManager manager, MeasuredImage picture) throws MetricException {
    // Gradient mode belongs to the thread and is on in new ones; nothing is learnt here.
    boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return forward(batch(manager, picture));
    } catch (EngineException e) {
      throw failure(picture, e);
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  private MetricException failure(MeasuredImage picture, EngineException e) {
    return new MetricException(
        file,
        "fails on a picture of %dx%d (%s)"
            .formatted(picture.width(), picture.height(), firstLine(e)),
        e);
  }

  private static NDArray batch(NDManager manager, MeasuredImage picture) {
    return manager.create(picture.toPlanar(), new Shape(1, 3, picture.height(), picture.width()));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    model.close();
  }
}
