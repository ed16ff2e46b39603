package org.ctsr.engine.cli;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.util.function.Consumer;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileSize;
import org.ctsr.engine.inference.TorchRuntime;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.tile.TileGrid;
import picocli.CommandLine.Option;

/** Options of every command that runs networks on tiles of photos. */
class DeviceOptions extends ComputeOptions {
  @Option(
      names = "--tile",
      paramLabel = "N",
      description =
          "Side of a tile in pixels of the small photo, a multiple of 16 (default: from the memory"
              + " and the device).")
  private int tile;

  /** Opens and loads a model on the chosen device. */
  ModelRunner load(String name, Consumer<String> notice) throws ModelException {
    check();
    return ModelRunner.load(ModelLibrary.standard().open(name), choice(), asked(), notice);
  }

  /** Refuses values that make no sense, before any work. */
  @Override
  void check() {
    super.check();
    if (tile != 0 && (tile < TileGrid.ALIGNMENT || tile > 4096 || tile % TileGrid.ALIGNMENT != 0)) {
      throw misuse("--tile must be a multiple of " + TileGrid.ALIGNMENT + " up to 4096");
    }
  }

  /**
   * Side of a tile's core for this model on this device, LR pixels.
   *
   * @throws picocli.CommandLine.ParameterException if the one asked for is too large for the model
   */
  int core(ModelRunner runner) {
    if (tile != 0) {
      int largest = TileSize.largest(runner.manifest());
      if (tile > largest) {
        throw misuse(
            "--tile can be at most "
                + largest
                + " with "
                + runner.manifest().name()
                + ", whose result for a larger tile takes more than 2 GiB");
      }
      return tile;
    }
    boolean gpu = runner.isOnGpu();
    return TileSize.choose(runner.manifest(), TileSize.budget(gpu), gpu, TileSize.Use.EXPORT);
  }

  /**
   * Starts PyTorch and tells on which device networks run.
   *
   * @throws UserException if PyTorch cannot be started
   */
  Device device(Consumer<String> notice) {
    check();
    try {
      TorchRuntime.start(asked(), notice);
      return choice().resolve(TorchRuntime.cudaDevices(), notice);
    } catch (EngineException e) {
      throw new UserException("PyTorch cannot be started here: " + e.getMessage(), e);
    }
  }
}
