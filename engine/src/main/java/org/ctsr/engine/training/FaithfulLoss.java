package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Holds B0 at the faithful end: near the truth and the fidelity teacher, but for the share that is
 * left to the bicubic enlargement.
 */
final class FaithfulLoss {
  private final TrainingConfig.FaithfulEnd settings;

  FaithfulLoss(TrainingConfig.FaithfulEnd settings) {
    this.settings = settings;
  }

  void apply(BasisImages basis, BatchArrays batch, Map<String, Double> losses) {
    NDArray bicubic = Losses.bicubic(batch.small(), BatchArrays.SCALE);
    NDArray truth = hedged(batch.truth(), bicubic);
    NDArray fidelity = hedged(batch.answers().get(0), bicubic);
    NDArray image = basis.faithful();
    NDArray absolute = Losses.absolute(image, truth);
    NDArray squared = Losses.squared(image, truth);
    NDArray teacher = Losses.absolute(image, fidelity);
    NDArray logarithmic = Losses.logarithmic(image, truth);
    Torch.backward(
        absolute
            .mul((float) settings.absolute())
            .add(squared.mul((float) settings.squared()))
            .add(logarithmic.mul((float) settings.logarithmic()))
            .add(teacher.mul((float) settings.teacher())));
    basis.pullFaithful(Torch.requireGradient(image));
    losses.put("faithfulSquared", (double) squared.getFloat());
    // As a geometric mean: above 0, and of the size of the squared error.
    losses.put("faithfulLogarithmic", Math.exp(logarithmic.getFloat()));
    losses.put("faithfulTeacher", (double) teacher.getFloat());
  }

  private NDArray hedged(NDArray wanted, NDArray bicubic) {
    return wanted.add(bicubic.sub(wanted).mul((float) settings.bicubicShare()));
  }
}
