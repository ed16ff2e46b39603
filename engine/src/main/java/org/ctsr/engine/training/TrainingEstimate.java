package org.ctsr.engine.training;

/**
 * What a training will take, from a short trial on this machine.
 *
 * @param fixedSeconds what does not grow with patches and steps: validation patches
 * @param preparingSeconds patches and the teachers' answers to them
 * @param trainingSeconds steps and validations of all stages
 * @param diskBytes cache and run's folder
 * @param diskFree what the disk has left, the fuller one of two; {@link Long#MAX_VALUE} where
 *     unknown
 * @param memoryBytes the trial's peak, or where the system does not tell, an estimate
 * @param memoryAvailable what the machine has left; {@link Long#MAX_VALUE} where unknown
 */
public record TrainingEstimate(
    double fixedSeconds,
    double preparingSeconds,
    double trainingSeconds,
    long diskBytes,
    long diskFree,
    long memoryBytes,
    long memoryAvailable) {
  /** All of it. */
  public double seconds() {
    return seconds(1);
  }

  /**
   * With more or fewer patches and steps.
   *
   * @param factor of both
   */
  public double seconds(double factor) {
    return fixedSeconds + factor * (preparingSeconds + trainingSeconds);
  }

  /** Disk space with more or fewer patches. */
  public long diskBytes(double factor) {
    return Math.round(diskBytes * factor);
  }
}
