package org.ctsr.engine.torch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks for a graphics card without loading anything. */
public final class GraphicsCard {
  private GraphicsCard() {}

  /** Whether the driver of an NVIDIA card is installed; only such cards run CUDA. */
  public static boolean isNvidiaPresent() {
    return traces(System.getProperty("os.name"), System.getenv("SystemRoot")).stream()
        .anyMatch(Files::exists);
  }

  /** Files a driver brings. */
  static List<Path> traces(String system, @Nullable String windowsFolder) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      // The second is the Windows driver as Linux programs on Windows see it.
      return List.of(
          Path.of("/proc/driver/nvidia/version"), Path.of("/usr/lib/wsl/lib/libcuda.so.1"));
    }
    if (name.startsWith("win") && windowsFolder != null) {
      return List.of(Path.of(windowsFolder, "System32", "nvcuda.dll"));
    }
    return List.of();
  }
}
