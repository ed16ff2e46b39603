package org.ctsr.app.export;

import java.io.IOException;

/** Saves one photo. */
@FunctionalInterface
public interface ExportWork {
  /**
   * Saves; runs on a background thread.
   *
   * @throws IOException if it failed; the message can be shown
   * @throws java.util.concurrent.CancellationException after {@link Progress#isCancelled()}
   */
  void run(ExportRequest request, Progress progress) throws IOException;

  /** Told how far it is, from any thread. */
  interface Progress {
    /** Says that a share, 0 to 1, is done. */
    void done(double share);

    /** Says what was wrong but could be helped, in a sentence that begins with the file. */
    void warn(String warning);

    /** Whether to stop. */
    boolean isCancelled();
  }
}
