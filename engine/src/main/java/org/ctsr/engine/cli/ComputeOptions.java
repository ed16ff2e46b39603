package org.ctsr.engine.cli;

import org.ctsr.engine.inference.DeviceChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Where networks run. */
class ComputeOptions {
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

  /** Refuses values that make no sense, before any work. */
  void check() {
    if (threads < 0 || threads > 1024) {
      throw misuse("--threads must be between 1 and 1024");
    }
  }

  /** The device asked for. */
  DeviceChoice choice() {
    return device;
  }

  /** Threads as asked for, 0 for all processors. */
  int asked() {
    return threads;
  }

  /** Threads for the networks. */
  int threads() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
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
