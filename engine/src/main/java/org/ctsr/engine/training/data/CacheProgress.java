package org.ctsr.engine.training.data;

import java.nio.file.Path;

/** Told how the cache fills, and asked whether to go on. */
public interface CacheProgress {
  /** Called after each record. */
  void advanced(String what, int done, int total);

  /** Called once where another process writes to a file: it is waited for. */
  default void waiting(Path file) {}

  /**
   * Called once for each photograph that no patch is cut from, as a part of it is missing.
   *
   * @param reason a sentence that names it
   */
  default void skipped(Path photo, String reason) {}

  /** Whether to stop after the record at hand; what is stored stays usable. */
  boolean cancelled();
}
