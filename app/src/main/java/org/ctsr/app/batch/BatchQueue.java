package org.ctsr.app.batch;

import java.nio.file.Path;
import org.ctsr.engine.export.ExportSettings;

/** A queue at work, with models it holds until it is closed. */
public interface BatchQueue extends AutoCloseable {
  /**
   * Adds a photo at the end.
   *
   * @return the id its snapshots carry
   */
  long add(Path photo, Path relative, ExportSettings settings);

  /** Starts no further tile. */
  void pause();

  /** Goes on. */
  void resume();

  /** Stops one photo; nothing of it is left on the disk. */
  void cancel(long id);

  /** Stops every photo that is not finished. */
  void cancelAll();

  /** Forgets a finished photo. */
  void remove(long id);

  /** Stops what is running, waits for it, and lets go of its models. */
  @Override
  void close();
}
