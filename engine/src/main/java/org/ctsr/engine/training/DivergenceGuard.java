package org.ctsr.engine.training;

/** Notices a loss that is not finite, or has risen far above where it was. */
final class DivergenceGuard {
  private static final double MEMORY = 0.97;
  private static final int WARM = 60;
  private static final double EXPLODED = 4.0;

  private double smooth = Double.NaN;
  private double best = Double.POSITIVE_INFINITY;
  private int seen;

  /**
   * @throws DivergenceException if training should not go on
   */
  void check(String name, double loss) throws DivergenceException {
    if (!Double.isFinite(loss)) {
      throw new DivergenceException("the loss '" + name + "' is " + loss);
    }
    smooth = Double.isNaN(smooth) ? loss : MEMORY * smooth + (1 - MEMORY) * loss;
    seen++;
    if (seen < WARM) {
      return;
    }
    best = Math.min(best, smooth);
    if (smooth > EXPLODED * best) {
      throw new DivergenceException(
          String.format(
              "the loss '%s' rose to %.3g, %.1f times its best", name, smooth, smooth / best));
    }
  }
}
