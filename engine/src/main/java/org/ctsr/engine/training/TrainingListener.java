package org.ctsr.engine.training;

import java.nio.file.Path;
import java.util.Map;

/**
 * Told how a training run goes. Called on the run's thread: whoever draws must hand over to its
 * own.
 */
public interface TrainingListener {
  /**
   * Preparation: patches made, teachers asked.
   *
   * @param what what is being counted
   */
  default void preparing(String what, int done, int total) {}

  /**
   * A step was taken.
   *
   * @param stage name of the stage
   * @param step steps taken in it
   * @param steps steps it has
   * @param losses by name
   * @param secondsLeft estimate for the whole run
   */
  default void stepped(
      String stage, int step, int steps, Map<String, Double> losses, long secondsLeft) {}

  /** A row of a validation. */
  default void validated(String stage, int step, ValidationRow row) {}

  /** Something to know, a sentence. */
  default void message(String sentence) {}

  /** A trial has told what the training will take. */
  default void estimated(TrainingEstimate estimate) {}

  /**
   * No patch is cut from a photograph, as a part of it is missing; the others are sound.
   *
   * @param reason a sentence that names it
   * @param count how many were skipped so far, with this one
   */
  default void skipped(Path photo, String reason, int count) {}

  /**
   * The task ends for want of a photograph that can be used.
   *
   * @param reason a sentence that names it
   */
  default void unusable(Path photo, String reason) {}

  /** The model package is there. */
  default void finished(Path modelPackage) {}
}
