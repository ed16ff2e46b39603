package org.ctsr.engine.training.data;

/** Told how the cache fills, and asked whether to go on. */
public interface CacheProgress {
  /** Called after each record. */
  void advanced(String what, int done, int total);

  /** Whether to stop after the record at hand; what is stored stays usable. */
  boolean cancelled();
}
