package org.ctsr.engine.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ctsr.engine.image.ConflictPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the photos of one queue from replacing each other's results, or each other: with all of
 * them before its eyes, "overwrite" cannot mean a file that this very run made or has yet to read.
 */
final class RunFiles {
  /** As they were named. To look for them on the disk would hold up the thread that adds them. */
  private final Queue<Path> named = new ConcurrentLinkedQueue<>();

  // Used by the queue's thread only. By name in lower case, since that is one file on some disks.
  private final Map<String, List<Path>> inputs = new HashMap<>();
  private final Map<String, List<Result>> results = new HashMap<>();

  private record Result(Path file, Path photo) {}

  /** Says that the run reads a file. May be called by any thread. */
  void addInput(Path file) {
    named.add(file);
  }

  /** Says that a photo has its result in a file now, or had it there before. */
  void addResult(Path file, Path photo) {
    Path real = real(file);
    results.computeIfAbsent(key(real), name -> new ArrayList<>()).add(new Result(real, photo));
  }

  /**
   * Why a photo must not have a result under this name.
   *
   * @param target where the result is to go
   * @return a sentence beginning with the file; null if nothing is against it
   */
  @Nullable String refusal(Path photo, Path target, ConflictPolicy conflicts) {
    if (conflicts == ConflictPolicy.UNIQUE) {
      return null; // gets a name that nothing has
    }
    lookUpInputs();
    Path real = real(target);
    String key = key(real);
    for (Result result : results.getOrDefault(key, List.of())) {
      if (isSame(result.file(), real) && !isSameName(result.photo(), photo)) {
        return target
            + ": would replace the result of "
            + result.photo()
            + " with that of "
            + photo
            + "; let names be unique, or enlarge one of them into another folder";
      }
    }
    boolean isInput =
        inputs.getOrDefault(key, List.of()).stream().anyMatch(input -> isSame(input, real))
            && !isSame(real(photo), real);
    // To be skipped is what an earlier result among the photos is there for.
    if (isInput && conflicts != ConflictPolicy.SKIP) {
      return target
          + ": is itself among the files to be read and is not replaced by the result of "
          + photo
          + "; choose another name or folder for the results";
    }
    return null;
  }

  private void lookUpInputs() {
    for (Path input = named.poll(); input != null; input = named.poll()) {
      Path real = real(input);
      inputs.computeIfAbsent(key(real), name -> new ArrayList<>()).add(real);
    }
  }

  private static String key(Path real) {
    return real.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isSameName(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }

  /** Whether two paths lead to one file that exists. */
  static boolean isSame(Path a, Path b) {
    try {
      return a.equals(b) || Files.isSameFile(a, b);
    } catch (IOException e) {
      return false; // one of them does not exist
    }
  }

  /** Without links, as far as the path exists. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      Path whole = path.toAbsolutePath().normalize();
      Path folder = whole.getParent();
      return folder == null ? whole : real(folder).resolve(whole.getFileName());
    }
  }
}
