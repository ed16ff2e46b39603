package org.ctsr.engine.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Where large temporary files go. */
public final class TemporaryFolder {
  /** The folder that Java takes on Linux unless it is told another. */
  private static final Path USUAL = Path.of("/tmp");

  private TemporaryFolder() {}

  /**
   * The system's folder for temporary files, as {@code -Djava.io.tmpdir} names it; where that is
   * Linux's usual one and is kept in memory, one on a disk if there is one.
   */
  public static Path forLargeFiles() {
    Path named = Path.of(System.getProperty("java.io.tmpdir"));
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (!linux || !named.equals(USUAL)) {
      return named;
    }
    List<Path> onDisks = new ArrayList<>();
    onDisks.add(Path.of("/var/tmp"));
    String cache = System.getenv("XDG_CACHE_HOME");
    onDisks.add(
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home", "."), ".cache")
            : Path.of(cache));
    return choose(
        named,
        onDisks,
        TemporaryFolder::isInMemory,
        folder -> Files.isDirectory(folder) && Files.isWritable(folder));
  }

  /** The folder, unless it is in memory and another one is usable and is not. */
  static Path choose(
      Path folder, List<Path> others, Predicate<Path> inMemory, Predicate<Path> usable) {
    if (!inMemory.test(folder)) {
      return folder;
    }
    return others.stream().filter(usable).filter(inMemory.negate()).findFirst().orElse(folder);
  }

  private static boolean isInMemory(Path folder) {
    try {
      String type = Files.getFileStore(folder).type();
      return type.equals("tmpfs") || type.equals("ramfs");
    } catch (IOException e) {
      // The mount table is not to be seen, as in a chroot.
      return false;
    }
  }
}
