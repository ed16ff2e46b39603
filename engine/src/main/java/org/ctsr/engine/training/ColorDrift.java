package org.ctsr.engine.training;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;

/**
 * Shifts the colours of B0, before the trust gate, by a random amount in each training step.
 *
 * <p>On photos unlike those it was trained on a network drifts in colour and brightness, and the
 * gate is there to take that back. On training patches B0 does not drift, so that a gate never
 * learns when to open: it stayed near one half everywhere, for clean photos as for noisy ones. With
 * a drift to take back it opens as far as the photo's own noise and blocks allow.
 */
final class ColorDrift {
  private static final int COLORS = 3;

  private final TorchModule student;
  private final double deviation;
  private final long seed;

  /**
   * @param deviation standard deviation of the shift in each of red, green and blue, 1 = white; 0
   *     for none
   * @throws ConfigException if there is to be one and the network has no head that says where B0 is
   */
  ColorDrift(TorchModule student, double deviation, long seed) throws ConfigException {
    if (deviation > 0 && !BasisHead.of(student)) {
      throw new ConfigException(
          student.file() + ": faithful.drift needs a student with a basis head; set it to 0");
    }
    this.student = student;
    this.deviation = deviation;
    this.seed = seed;
  }

  /**
   * The student's basis images with B0 shifted, the same in the same step. The parameters are as
   * before when it returns; the backward pass of a convolution does not look at its bias.
   */
  NDArray forward(NDArray small, int step) {
    Torch.record(true);
    if (deviation == 0) {
      return student.forward(small);
    }
    NDArray bias = Tensors.require(student.parameters(), BasisHead.BIAS);
    Torch.record(false);
    float[] values = bias.toFloatArray();
    Tensors.copy(small.getManager().create(shifted(values, step)), bias);
    Torch.record(true);
    try {
      return student.forward(small);
    } finally {
      Torch.record(false);
      Tensors.copy(small.getManager().create(values), bias);
      Torch.record(true);
    }
  }

  private float[] shifted(float[] bias, int step) {
    SplittableRandom random = new SplittableRandom(seed ^ (0x6472696674L + step));
    float[] out = bias.clone();
    int rows = BasisHead.rowsABasis(bias.length) / COLORS;
    for (int color = 0; color < COLORS; color++) {
      float shift = (float) (deviation * random.nextGaussian());
      for (int i = 0; i < rows; i++) {
        out[color * rows + i] += shift;
      }
    }
    return out;
  }
}
