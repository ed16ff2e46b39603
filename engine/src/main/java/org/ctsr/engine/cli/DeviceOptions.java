package org.ctsr.engine.cli;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.util.function.Consumer;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileSize;
import org.ctsr.engine.inference.TorchRuntime;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.tile.TileGrid;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that runs networks. */
class DeviceOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu, cuda or cuda:N (default: auto, which is CUDA where there is one).",
      defaultValue = "auto",
      converter = DeviceConverter.class)
  private DeviceChoice device = DeviceChoice.AUTOMATIC;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads for the networks (default: all processors).")
  private int threads;

  @Option(
      names = "--tile",
      paramLabel = "N",
      description =
          "Side of a tile in pixels of the small photo, a multiple of 16 (default: from the memory and the device).")
  private int tile;

  /** Opens and loads a model on the chosen device. */
  ModelRunner load(String name, Consumer<String> notice) throws ModelException {
    check();
    return ModelRunner.load(ModelLibrary.standard().open(name), device, threads, notice);
  }

  /** Refuses values that make no sense, before any work. */
  void check() {
    if (threads < 0 || threads > 1024) {
      throw misuse("--threads must be between 1 and 1024");
    }
    if (tile != 0 && (tile < TileGrid.ALIGNMENT || tile > 4096 || tile % TileGrid.ALIGNMENT != 0)) {
      throw misuse("--tile must be a multiple of " + TileGrid.ALIGNMENT + " up to 4096");
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Side of a tile's core for this model on this device, LR pixels. */
  int core(ModelRunner runner) {
    if (tile != 0) {
      return tile;
    }
    return TileSize.choose(
        runner.manifest(), TileSize.budget(), runner.isOnGpu(), TileSize.Use.EXPORT);
  }

  /**
   * Starts PyTorch and tells on which device networks run.
   *
   * @throws UserException if PyTorch cannot be started
   */
  Device device(Consumer<String> notice) {
    check();
    try {
      TorchRuntime.start(threads, notice);
      return device.resolve(TorchRuntime.cudaDevices(), notice);
    } catch (EngineException e) {
      throw new UserException("PyTorch cannot be started here: " + e.getMessage(), e);
    }
  }

  /** Threads for the networks. */
  int threads() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  private static final class DeviceConverter implements ITypeConverter<DeviceChoice> {
    @Override
    public DeviceChoice convert(String text) {
      try {
        return DeviceChoice.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
