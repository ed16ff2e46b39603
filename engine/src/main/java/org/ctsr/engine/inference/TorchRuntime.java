package org.ctsr.engine.inference;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.ctsr.engine.torch.TorchSetup;
import org.jspecify.annotations.Nullable;

/**
 * Starts PyTorch once per process: without any network access, with the right number of threads,
 * and saying so when the native libraries are unpacked for the first time.
 */
public final class TorchRuntime {
  private static @Nullable Engine engine;

  private TorchRuntime() {}

  /**
   * The PyTorch engine, started on the first call.
   *
   * @param threads threads inside one network evaluation; 0 chooses the number of processors. Only
   *     the first call decides
   * @param notice receives one sentence if the user has to wait for something
   * @throws EngineException if the native libraries cannot be loaded
   */
  public static synchronized Engine start(int threads, Consumer<String> notice) {
    Engine started = engine;
    if (started != null) {
      return started;
    }
    int intraOp = orAll(threads);
    NativeMemory.bound();
    TorchSetup.apply(notice);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(intraOp));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    // Profiling each new tile size would cost more than its fusions gain (measured: no gain on a
    // CPU).
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
    Path unpacked = Utils.getEngineCacheDir("pytorch");
    if (TorchSetup.used().isEmpty() && !Files.isDirectory(unpacked)) {
      notice.accept("Unpacking the PyTorch libraries into " + unpacked + " (first run only) ...");
    }
    started = Engine.getEngine("PyTorch");
    SafeExit.install();
    engine = started;
    return started;
  }

  /**
   * Changes how many threads work inside one network evaluation. Counts on threads that have not
   * evaluated a network yet: PyTorch asks once in each.
   *
   * @param threads 0 chooses the number of processors
   */
  public static synchronized void useThreads(int threads) {
    start(threads, notice -> {});
    JniUtils.setNumThreads(orAll(threads));
  }

  /** Threads inside one network evaluation, on threads that evaluate their first network. */
  public static int threads() {
    return JniUtils.getNumThreads();
  }

  private static int orAll(int threads) {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  /** CUDA devices that can be used; starts PyTorch if need be. */
  public static int cudaDevices() {
    return TorchSetup.cudaDevices(start());
  }

  /** As {@link #start(int, Consumer)} with all processors and no notice. */
  public static Engine start() {
    return start(0, notice -> {});
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
