package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;

/**
 * Moves a student's faithful end along its own path, so that realness t of the new student is
 * {@code t0 + t (1 - t0)} of the old one.
 *
 * <p>S is quadratic in t, so the new basis images are linear in the old ones, and the rows of the
 * head that make them (48 each before a pixel shuffle by 4, 3 each without one) are mixed alike:
 * with {@code k = 1 - t0}, {@code B0' = B0 + t0 B1 + t0 k B2}, {@code B1' = k (B1 + (1 - 2 t0) B2)
 * - k^2 B2}, {@code B2' = k^2 B2}. The low-pass layers after the head treat B0 and the others
 * differently, so the new path is the old one up to about 1/255.
 */
final class Recentring {
  private static final int BASES = 3;
  private static final int SHUFFLED = 48;
  private static final int PLAIN = 3;

  private Recentring() {}

  /** Whether a network's head has the rows of a student: three bases in order, and others. */
  static boolean fits(TorchModule student) {
    NDArray weight = student.parameters().get("head.weight");
    NDArray bias = student.parameters().get("head.bias");
    return weight != null
        && bias != null
        && (weight.getShape().get(0) >= BASES * SHUFFLED
            || weight.getShape().get(0) == BASES * PLAIN)
        && bias.getShape().get(0) == weight.getShape().get(0);
  }

  /** Changes a network that {@link #fits}, for {@code t0} in [0, 1). */
  static void apply(TorchModule student, double t0) {
    Torch.record(false);
    mix(Tensors.require(student.parameters(), "head.weight"), t0);
    mix(Tensors.require(student.parameters(), "head.bias"), t0);
  }

  static void mix(NDArray rows, double t0) {
    double k = 1 - t0;
    float[] values = rows.toFloatArray();
    long count = rows.getShape().get(0);
    int rowsABasis = count >= BASES * SHUFFLED ? SHUFFLED : PLAIN;
    int basis = Math.toIntExact(rows.size() / count) * rowsABasis;
    for (int i = 0; i < basis; i++) {
      double b0 = values[i];
      double b1 = values[basis + i];
      double b2 = values[2 * basis + i];
      values[i] = (float) (b0 + t0 * b1 + t0 * k * b2);
      values[basis + i] = (float) (k * (b1 + (1 - 2 * t0) * b2) - k * k * b2);
      values[2 * basis + i] = (float) (k * k * b2);
    }
    try (NDArray mixed = rows.getManager().create(values, rows.getShape())) {
      Tensors.copy(mixed, rows);
    }
  }
}
