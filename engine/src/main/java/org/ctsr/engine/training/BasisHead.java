package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;

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

  /**
   * Sets the gradients of all rows but B2's to 0. The head's own layers make B2 of B1's rows too.
   */
  static void keepBendOnly(TorchModule student) {
    Torch.record(false);
    for (String name : List.of(WEIGHT, BIAS)) {
      NDArray parameter = Tensors.require(student.parameters(), name);
      long rows = parameter.getShape().get(0);
      int basis = rowsABasis(rows);
      // In the gradient's own manager, the network's, what is made on the way would stay.
      try (NDManager scratch = student.newManager()) {
        // The parameter's own gradient, not a copy.
        NDArray gradient = Torch.requireGradient(parameter);
        gradient.attach(scratch);
        gradient.set(new NDIndex("0:" + 2 * basis), 0f);
        if (rows > 3L * basis) {
          gradient.set(new NDIndex(3 * basis + ":"), 0f);
        }
      }
    }
  }

  /** Rows of each basis in a layer of so many. */
  static int rowsABasis(long rows) {
    return rows >= BASES * SHUFFLED ? SHUFFLED : PLAIN;
  }
}
