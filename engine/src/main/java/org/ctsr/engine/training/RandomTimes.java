package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** Realness values drawn from {@code U(0, 1)}, the same in the same step. */
record RandomTimes(long seed) {
  /** One for each photo of a batch, {@code (count, 1, 1, 1)}. */
  NDArray of(int step, int count, NDManager manager) {
    SplittableRandom random = new SplittableRandom(seed + step);
    float[] t = new float[count];
    for (int i = 0; i < count; i++) {
      t[i] = (float) random.nextDouble();
    }
    return manager.create(t, new Shape(count, 1, 1, 1));
  }
}
