package org.ctsr.engine.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctsr.engine.torch.TorchException;
import org.ctsr.engine.torch.TorchLibraries;
import org.jspecify.annotations.Nullable;

/**
 * Tries PyTorch libraries out in a process of their own: libraries that do not fit can end the
 * process that loads them.
 */
public final class TorchProbe {
  private static final long SECONDS = 180;
  private static final int SIDE = 64;
  private static final Pattern RESULT = Pattern.compile("(?m)^ctsr-probe (\\d+)$");

  private TorchProbe() {}

  /**
   * Starts the libraries and computes something on every CUDA device.
   *
   * @return how many CUDA devices can be used
   * @throws TorchException if the libraries do not work on this machine; the message says what they
   *     said
   * @throws InterruptedException if the thread is interrupted
   */
  public static int cudaDevices(TorchLibraries libraries) throws IOException, InterruptedException {
    boolean windows = File.separatorChar == '\\';
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java.toString(),
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "-Dctsr.torch=" + libraries.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                TorchProbe.class.getName()));
    builder.environment().remove("PYTORCH_LIBRARY_PATH");
    Trial trial = run(builder, Duration.ofSeconds(SECONDS));
    if (trial == null) {
      throw new TorchException(
          "The libraries in " + libraries.folder() + " did not start within " + SECONDS + " s");
    }
    Matcher result = RESULT.matcher(trial.said());
    if (trial.status() != 0 || !result.find()) {
      throw new TorchException(
          "The libraries in "
              + libraries.folder()
              + " do not work on this machine: "
              + trial.said());
    }
    return Integer.parseInt(result.group(1));
  }

  /**
   * How a process ended.
   *
   * @param status its exit status
   * @param said all it wrote
   */
  record Trial(int status, String said) {}

  /**
   * Runs a process to its end; it is ended if it takes too long or the thread is interrupted.
   *
   * @return null if it took too long
   * @throws InterruptedException if the thread is interrupted
   */
  static @Nullable Trial run(ProcessBuilder builder, Duration most)
      throws IOException, InterruptedException {
    // Through a file: a read from a pipe knows no limit of time and does not hear of an interrupt.
    Path output = Files.createTempFile("ctsr-probe", ".txt");
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
          return null;
        }
        String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
        return new Trial(process.exitValue(), said);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      // Windows keeps the file of a process that has not quite ended.
      if (!output.toFile().delete()) {
        output.toFile().deleteOnExit();
      }
    }
  }

  /**
   * As {@link #cudaDevices}, for libraries the user wants to use: those for CUDA need a device.
   *
   * @throws TorchException if they do not work, or find no device though they are for CUDA
   */
  public static int requireUsable(TorchLibraries libraries)
      throws IOException, InterruptedException {
    int devices = cudaDevices(libraries);
    if (libraries.isCuda() && devices == 0) {
      throw new TorchException(
          "The libraries in "
              + libraries.folder()
              + " work, but find no CUDA device: is the NVIDIA driver installed and new enough for"
              + " CUDA 12.8? They are not used.");
    }
    return devices;
  }

  /** What runs in that process. */
  public static void main(String[] args) {
    int devices = TorchRuntime.cudaDevices();
    for (int i = 0; i < devices; i++) {
      try (NDManager manager = NDManager.newBaseManager(Device.gpu(i), "PyTorch")) {
        NDArray ones = manager.ones(new Shape(SIDE, SIDE));
        float product = ones.matMul(ones).toDevice(Device.cpu(), true).getFloat(0, 0);
        if (product != SIDE) {
          throw new IllegalStateException("The device " + i + " computes wrongly: " + product);
        }
      }
    }
    System.out.println("ctsr-probe " + devices);
  }
}
