package org.ctsr.engine.inference;

import ai.djl.Device;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Which device a user asked for.
 *
 * @param kind how the device is chosen
 * @param index number of the CUDA device; 0 for the CPU
 */
public record DeviceChoice(Kind kind, int index) {
  /** How the device is chosen. */
  public enum Kind {
    /** CUDA where there is one, else the CPU. */
    AUTO,
    /** The processor. */
    CPU,
    /** A CUDA device. */
    CUDA
  }

  /** CUDA where there is one, else the CPU. */
  public static final DeviceChoice AUTOMATIC = new DeviceChoice(Kind.AUTO, 0);

  /** The processor. */
  public static final DeviceChoice PROCESSOR = new DeviceChoice(Kind.CPU, 0);

  /**
   * Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeviceChoice parse(String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    if (name.equals("auto")) {
      return AUTOMATIC;
    }
    if (name.equals("cpu")) {
      return PROCESSOR;
    }
    if (name.equals("cuda")) {
      return new DeviceChoice(Kind.CUDA, 0);
    }
    if (name.matches("cuda:\\d{1,2}")) {
      return new DeviceChoice(Kind.CUDA, Integer.parseInt(name.substring(5)));
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a device; use auto, cpu, cuda or cuda:N");
  }

  /**
   * The device to use now. Asking for CUDA where there is none gives the CPU and one sentence to
   * {@code notice}.
   *
   * @param cudaDevices how many CUDA devices there are
   */
  public Device resolve(int cudaDevices, Consumer<String> notice) {
    if (kind == Kind.CPU || (kind == Kind.AUTO && cudaDevices == 0)) {
      return Device.cpu();
    }
    if (index < cudaDevices) {
      return Device.gpu(index);
    }
    notice.accept(
        cudaDevices == 0
            ? "No CUDA device can be used here; going on with the CPU."
            : "There is no CUDA device "
                + index
                + " (only "
                + cudaDevices
                + "); going on with the CPU.");
    return Device.cpu();
  }

  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
