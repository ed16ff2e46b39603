package org.ctsr.engine.training;

import java.io.IOException;

/**
 * Work that takes hours. {@link #run} blocks; the other methods may come from other threads. One
 * task a process at a time.
 */
public interface TrainingTask {
  /** How a task ended. */
  enum Outcome {
    /** All was done. */
    FINISHED,
    /** Stopped on request; started again, it goes on from there. */
    STOPPED
  }

  /**
   * Runs to the end, or until stopped.
   *
   * @throws DivergenceException if a stage left the region where it can go on; the last checkpoint
   *     is kept
   * @throws IOException if a file cannot be read or written; the message names it
   */
  Outcome run(TrainingListener listener) throws IOException, DivergenceException;

  /** Holds the task after the step at hand. */
  void pause();

  /** Goes on after {@link #pause}. */
  void proceed();

  /** Ends the task after the step at hand, with everything kept that is needed to go on. */
  void stop();
}
