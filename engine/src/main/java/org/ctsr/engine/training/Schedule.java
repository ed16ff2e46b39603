package org.ctsr.engine.training;

/**
 * How long a stage trains and how fast it learns.
 *
 * @param steps optimiser steps
 * @param batch patches a step
 * @param crop side of the windows cut from the cached patches, LR pixels
 * @param learningRate at the end of the warm-up
 * @param finalLearningRate where the cosine ends
 * @param warmup steps over which the rate rises from 0
 * @param emaDecay share of the old average kept at each step, in [0, 1)
 * @param clip largest Euclidean norm of the gradient; a longer one is scaled down
 * @param validateEvery steps between validations
 * @param checkpointEvery steps between checkpoints
 */
public record Schedule(
    int steps,
    int batch,
    int crop,
    double learningRate,
    double finalLearningRate,
    int warmup,
    double emaDecay,
    double clip,
    int validateEvery,
    int checkpointEvery) {
  public Schedule {
    Checks.require(steps >= 1, "steps: at least 1, not " + steps);
    Checks.require(batch >= 1 && batch <= 1024, "batch: 1 to 1024, not " + batch);
    Checks.require(crop >= 16, "crop: at least 16 LR pixels, not " + crop);
    Checks.positive("learningRate", learningRate);
    Checks.require(
        finalLearningRate >= 0 && finalLearningRate <= learningRate,
        "finalLearningRate: 0 to learningRate, not " + finalLearningRate);
    Checks.require(warmup >= 0 && warmup < steps, "warmup: fewer steps than " + steps);
    Checks.require(emaDecay >= 0 && emaDecay < 1, "emaDecay: in [0, 1), not " + emaDecay);
    Checks.positive("clip", clip);
    Checks.require(validateEvery >= 1, "validateEvery: at least 1, not " + validateEvery);
    Checks.require(checkpointEvery >= 1, "checkpointEvery: at least 1, not " + checkpointEvery);
  }

  /**
   * The learning rate of step {@code step} (from 0): linear warm-up, then half a cosine (Loshchilov
   * and Hutter, arXiv 1608.03983, without restarts).
   */
  double rate(int step) {
    if (step < warmup) {
      return learningRate * (step + 1) / warmup;
    }
    double progress = (double) (step - warmup) / Math.max(1, steps - warmup);
    return finalLearningRate
        + 0.5 * (learningRate - finalLearningRate) * (1 + Math.cos(Math.PI * progress));
  }

  /** What is left of the learning rate at step {@code step} (from 0): 1 until it begins to fall. */
  double remaining(int step) {
    return step < warmup ? 1 : rate(step) / learningRate;
  }
}
