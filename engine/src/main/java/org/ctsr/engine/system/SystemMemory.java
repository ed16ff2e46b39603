package org.ctsr.engine.system;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Memory of the machine, or of the container that this runs in. */
public final class SystemMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");

  private SystemMemory() {}

  /**
   * Bytes that could be taken now without making the machine swap. What the system only keeps files
   * in for the time being counts as available; on Linux that is most of the memory after some
   * hours, and what Java calls free is next to nothing.
   */
  public static long available() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<String> lines;
    try {
      lines =
          Files.isReadable(LINUX)
              ? Files.readAllLines(LINUX, StandardCharsets.US_ASCII)
              : List.of();
    } catch (IOException e) {
      // Java's own figure is the smaller one.
      lines = List.of();
    }
    return available(lines, system.getTotalMemorySize(), system.getFreeMemorySize());
  }

  /**
   * @param meminfo lines of {@code /proc/meminfo}; none on other systems
   * @param total bytes of the machine, or what the container may take if that is less
   * @param free bytes nobody uses, files kept in memory not counted; of the container likewise
   */
  static long available(List<String> meminfo, long total, long free) {
    OptionalLong available = field(meminfo, "MemAvailable:");
    OptionalLong machine = field(meminfo, "MemTotal:");
    if (available.isEmpty() || machine.isEmpty()) {
      return free;
    }
    boolean contained = total < machine.getAsLong();
    return contained ? Math.min(available.getAsLong(), free) : available.getAsLong();
  }

  private static OptionalLong field(List<String> meminfo, String name) {
    return meminfo.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }
}
