package org.ctsr.engine.training;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Notices a network that gets worse at its faithful end on photographs set aside. The losses do not
 * tell: those of a student lost to its discriminator rose by a quarter only.
 */
final class FidelityWatch {
  /** dB below the stage's best; a sound training's ups and downs are a fifth of that. */
  private static final double LOST = 1;

  private @Nullable String stage;
  private double best;
  private int bestStep;

  /**
   * Takes note of a validation. Stages are compared with themselves alone.
   *
   * @return a sentence if the student has lost what it had
   */
  @Nullable String seen(String stage, int step, List<ValidationRow> rows) {
    for (ValidationRow row : rows) {
      if (row.realness() == 0) {
        return seen(stage, step, row.psnr());
      }
    }
    return null;
  }

  private @Nullable String seen(String stage, int step, double psnr) {
    if (!stage.equals(this.stage) || psnr >= best) {
      this.stage = stage;
      best = psnr;
      bestStep = step;
      return null;
    }
    if (psnr >= best - LOST) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "Fidelity is being lost: on photographs set aside PSNR is %.1f dB at the faithful end"
            + " after %d steps of stage '%s', and was %.1f after %d. If this goes on, begin again"
            + " with a lower learningRate, or a lower adversarial.weight where there is one.",
        psnr,
        step,
        stage,
        best,
        bestStep);
  }
}
