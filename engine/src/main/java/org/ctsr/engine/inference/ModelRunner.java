package org.ctsr.engine.inference;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelManifest;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.torch.TorchFailure;

/**
 * The networks of one model package on one device: a block of pixels in, its three basis images
 * out.
 *
 * <p>A student gives the basis directly. Two teachers give {@code B0 = f, B1 = r - f, B2 = 0}; one
 * teacher gives its image as B0. One instance serves one thread.
 */
public final class ModelRunner implements BlockNetwork, AutoCloseable {
  private final ModelPackage model;
  private final Device device;
  private final List<TorchNetwork> networks;
  private final AtomicLong evaluations = new AtomicLong();

  private ModelRunner(ModelPackage model, Device device, List<TorchNetwork> networks) {
    this.model = model;
    this.device = device;
    this.networks = networks;
  }

  /**
   * Loads a package.
   *
   * @param choice on {@link DeviceChoice#AUTOMATIC} a CUDA device that does not work gives way to
   *     the CPU, with a sentence to {@code notice}
   * @param threads threads inside an evaluation, 0 for all processors; the first model of a process
   *     decides
   * @param notice receives sentences for the user, such as that there is no CUDA
   * @throws ModelException if a network cannot be loaded or does not fit the manifest
   */
  public static ModelRunner load(
      ModelPackage model, DeviceChoice choice, int threads, Consumer<String> notice)
      throws ModelException {
    try {
      TorchRuntime.start(threads, notice);
    } catch (EngineException e) {
      throw new ModelException("PyTorch cannot be started here: " + e.getMessage(), e);
    }
    return load(
        model, choice, TorchRuntime.cudaDevices(), notice, device -> loadNetworks(model, device));
  }

  /** Loads all networks of a package. */
  interface Loader {
    List<TorchNetwork> on(Device device) throws ModelException;
  }

  static ModelRunner load(
      ModelPackage model,
      DeviceChoice choice,
      int cudaDevices,
      Consumer<String> notice,
      Loader loader)
      throws ModelException {
    Device device = choice.resolve(cudaDevices, notice);
    if (choice.kind() != DeviceChoice.Kind.AUTO || !device.isGpu()) {
      return new ModelRunner(model, device, loader.on(device));
    }
    ModelException onGpu;
    try {
      return new ModelRunner(model, device, loader.on(device));
    } catch (ModelException e) {
      onGpu = e;
    }
    try {
      // A package that is damaged fails here too, and then the device is not to blame.
      ModelRunner runner = new ModelRunner(model, Device.cpu(), loader.on(Device.cpu()));
      notice.accept(
          "The CUDA device cannot be used ("
              + TorchNetwork.firstLine(onGpu)
              + "); going on with the CPU.");
      return runner;
    } catch (ModelException e) {
      e.addSuppressed(onGpu);
      throw e;
    }
  }

  private static List<TorchNetwork> loadNetworks(ModelPackage model, Device device)
      throws ModelException {
    List<TorchNetwork> networks = new ArrayList<>();
    boolean whole = false;
    try {
      for (ModelPackage.NetworkFile file : model.networks()) {
        networks.add(
            new TorchNetwork(
                file,
                model.manifest().scale(),
                Math.max(8, model.manifest().minimumSize()),
                device));
      }
      whole = true;
      return networks;
    } finally {
      if (!whole) {
        networks.forEach(TorchNetwork::close);
      }
    }
  }

  /** The package that runs here. */
  public ModelPackage model() {
    return model;
  }

  @Override
  public ModelManifest manifest() {
    return model.manifest();
  }

  /** Where it runs, {@code cpu} or {@code cuda:N}. */
  public String deviceName() {
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  /** Whether it runs on a CUDA device. */
  public boolean isOnGpu() {
    return device.isGpu();
  }

  /** Arithmetic inside the networks, part of a cached tile's identity. */
  public String precision() {
    return device.isGpu() ? "float16" : "float32";
  }

  /** Network evaluations so far; a change of realness must not raise it. */
  public long evaluations() {
    return evaluations.get();
  }

  @Override
  public BasisPlanes run(float[] pixels, int width, int height, Rectangle keep)
      throws OutOfDeviceMemoryException {
    NDManager manager = networks.get(0).newManager();
    boolean handedOver = false;
    try {
      NDArray input = manager.create(pixels, new Shape(1, 3, height, width));
      NDArray basis = evaluate(input);
      evaluations.addAndGet(networks.size());
      NDArray onHost = basis.toDevice(Device.cpu(), false);
      BasisPlanes planes =
          new NativeBasisPlanes(manager, onHost, keep.times(model.manifest().scale()));
      handedOver = true;
      return planes;
    } catch (EngineException e) {
      if (TorchFailure.isOutOfMemory(e)) {
        throw new OutOfDeviceMemoryException(width, height, e);
      }
      throw e;
    } finally {
      if (!handedOver) {
        manager.close();
      }
    }
  }

  private NDArray evaluate(NDArray input) {
    NDArray first = networks.get(0).forward(input);
    if (model.manifest().role() != ModelManifest.Role.BLEND) {
      return first;
    }
    NDArray realistic = networks.get(1).forward(input);
    return NDArrays.concat(new NDList(first, realistic.sub(first)), 1);
  }

  @Override
  public void close() {
    networks.forEach(TorchNetwork::close);
  }
}
