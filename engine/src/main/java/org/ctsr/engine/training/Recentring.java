package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;

/**
 * Moves a student's faithful end along its own path, so that realness t of the new student is
 * {@code t0 + t (1 - t0)} of the old one.
 *
 * <p>S is quadratic in t, so the new basis images are linear in the old ones, and the rows of the
 * head that make them are mixed alike: with {@code k = 1 - t0}, {@code B0' = B0 + t0 B1 + t0 k B2},
 * {@code B1' = k (B1 + (1 - 2 t0) B2) - k^2 B2}, {@code B2' = k^2 B2}. The low-pass layers after
 * the head treat B0 and the others differently, so the new path is the old one up to about 1/255.
 */
final class Recentring {
  private Recentring() {}

  /** Changes a network that {@link BasisHead#of has such a head}, for {@code t0} in [0, 1). */
  static void apply(TorchModule student, double t0) {
    Torch.record(false);
    mix(Tensors.require(student.parameters(), BasisHead.WEIGHT), t0);
    mix(Tensors.require(student.parameters(), BasisHead.BIAS), t0);
  }

  static void mix(NDArray rows, double t0) {
    double k = 1 - t0;
    float[] values = rows.toFloatArray();
    long count = rows.getShape().get(0);
    int basis = Math.toIntExact(rows.size() / count) * BasisHead.rowsABasis(count);
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
