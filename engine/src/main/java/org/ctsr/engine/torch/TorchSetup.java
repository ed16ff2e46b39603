package org.ctsr.engine.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells DJL, before it starts, which PyTorch libraries to load. In this order: the environment
 * variable {@code PYTORCH_LIBRARY_PATH}, the system property {@code ctsr.torch}, what the user
 * chose ({@link TorchStore}), the folder {@code torch} of the installed program (system property
 * {@code ctsr.home}), and else the jar on the class path, which DJL unpacks into its cache.
 */
public final class TorchSetup {
  private static @Nullable TorchLibraries used;

  private TorchSetup() {}

  /**
   * Sets DJL's system properties. Nothing is fetched: with these it has all it needs.
   *
   * @param notice receives one sentence if what the user chose cannot be used and the shipped
   *     libraries take its place
   * @throws EngineException if the environment names libraries that would crash the process
   */
  public static synchronized void apply(Consumer<String> notice) {
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    String environment = System.getenv("PYTORCH_LIBRARY_PATH");
    Optional<TorchLibraries> found = Optional.empty();
    try {
      found = select(environment, TorchStore.standard());
    } catch (TorchException e) {
      if (environment != null) {
        // DJL would load it whatever is said here.
        throw new EngineException("PYTORCH_LIBRARY_PATH: " + e.getMessage(), e);
      }
      notice.accept(e.getMessage() + "; going on with the shipped libraries.");
      try {
        found = shipped();
      } catch (TorchException damaged) {
        notice.accept(String.valueOf(damaged.getMessage()));
      }
    }
    if (found.isPresent()) {
      TorchLibraries libraries = found.get();
      setDefault("PYTORCH_LIBRARY_PATH", libraries.folder().toString());
      setDefault("PYTORCH_VERSION", libraries.version());
      // Without it DJL guesses from the CUDA version of the machine, and a name it has no bridge
      // for.
      setDefault("PYTORCH_FLAVOR", libraries.flavor());
      used = libraries;
    }
  }

  /** The folder DJL is told to use; empty if it unpacks its own jar. */
  static Optional<TorchLibraries> select(@Nullable String environment, TorchStore store)
      throws TorchException {
    String property = System.getProperty("ctsr.torch");
    if (environment != null && !environment.isBlank()) {
      return Optional.of(TorchLibraries.inspect(Path.of(environment)));
    }
    if (property != null) {
      return Optional.of(TorchLibraries.inspect(Path.of(property)));
    }
    Optional<TorchLibraries> chosen = store.chosen();
    return chosen.isPresent() ? chosen : shipped();
  }

  private static Optional<TorchLibraries> shipped() throws TorchException {
    String home = System.getProperty("ctsr.home");
    if (home == null) {
      return Optional.empty();
    }
    Path folder = Path.of(home, "torch");
    return Files.isDirectory(folder)
        ? Optional.of(TorchLibraries.inspect(folder))
        : Optional.empty();
  }

  /** The libraries {@link #apply} found; empty if DJL unpacks its own jar. */
  public static synchronized Optional<TorchLibraries> used() {
    return Optional.ofNullable(used);
  }

  /**
   * CUDA devices the started engine can use.
   *
   * <p>DJL finds CUDA's runtime library only where a CUDA toolkit is installed. The one that comes
   * with the libraries is asked as well, so that a driver is enough.
   */
  public static int cudaDevices(Engine engine) {
    if (!engine.hasCapability(StandardCapabilities.CUDA)) {
      return 0;
    }
    int known = engine.getGpuCount();
    Optional<Path> runtime = used().flatMap(TorchLibraries::cudaRuntime);
    if (known > 0 || runtime.isEmpty()) {
      return known;
    }
    IntByReference count = new IntByReference();
    int error =
        NativeLibrary.getInstance(runtime.get().toString())
            .getFunction("cudaGetDeviceCount")
            .invokeInt(new Object[] {count});
    return error == 0 ? count.getValue() : 0;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
