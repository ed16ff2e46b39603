package org.ctsr.engine.system;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of the machine, or of the container that this runs in. */
public final class SystemMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final String MAC = "/usr/bin/vm_stat";
  private static final Pattern PAGE_SIZE = Pattern.compile("page size of (\\d+) bytes");

  /** Pages of macOS that somebody can have at once. */
  private static final List<String> MAC_AVAILABLE =
      List.of("Pages free:", "Pages speculative:", "Pages inactive:");

  private SystemMemory() {}

  /**
   * Bytes that could be taken now without making the machine swap. What the system only keeps files
   * in for the time being counts as available; on Linux and macOS that is most of the memory after
   * some hours, and what Java calls free is next to nothing.
   */
  public static long available() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    if (System.getProperty("os.name", "").startsWith("Mac")) {
      return ofPages(pages(), system.getFreeMemorySize());
    }
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

  private static List<String> pages() {
    try {
      Process process = new ProcessBuilder(MAC).redirectErrorStream(true).start();
      try (InputStream out = process.getInputStream()) {
        return new String(out.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      }
    } catch (IOException e) {
      // Java's own figure is the smaller one.
      return List.of();
    }
  }

  /**
   * @param lines of {@code vm_stat}
   * @param free bytes nobody uses, files kept in memory not counted
   */
  static long ofPages(List<String> lines, long free) {
    Matcher size = PAGE_SIZE.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!size.find()) {
      return free;
    }
    long pages =
        lines.stream()
            .filter(line -> MAC_AVAILABLE.stream().anyMatch(line::startsWith))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum();
    return Math.max(free, pages * Long.parseLong(size.group(1)));
  }

  private static OptionalLong field(List<String> meminfo, String name) {
    return meminfo.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }
}
