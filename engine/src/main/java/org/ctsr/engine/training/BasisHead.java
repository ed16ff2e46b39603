package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;

/**
 * The rows of a student's last layer: those of B0, B1 and B2 in this order, and others after them.
 * A basis has 48 rows, 16 a colour, before a pixel shuffle by 4, and 3 without one.
 */
final class BasisHead {
  static final String WEIGHT = "head.weight";
  static final String BIAS = "head.bias";

  private static final int BASES = 3;
  private static final int SHUFFLED = 48;
  private static final int PLAIN = 3;

  private BasisHead() {}

  /** Whether a network has such a layer. */
  static boolean of(TorchModule student) {
    NDArray weight = student.parameters().get(WEIGHT);
    NDArray bias = student.parameters().get(BIAS);
    return weight != null
        && bias != null
        && (weight.getShape().get(0) >= BASES * SHUFFLED
            || weight.getShape().get(0) == BASES * PLAIN)
        && bias.getShape().get(0) == weight.getShape().get(0);
  }

  /** Rows of each basis in a layer of so many. */
  static int rowsABasis(long rows) {
    return rows >= BASES * SHUFFLED ? SHUFFLED : PLAIN;
  }
}
