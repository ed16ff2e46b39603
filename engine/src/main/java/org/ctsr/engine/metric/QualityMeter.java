package org.ctsr.engine.metric;

import org.jspecify.annotations.Nullable;

/**
 * Measures pictures against the truth, all in the same way: luma of BT.601 of pictures rounded to 8
 * bits, PSNR and SSIM without a border, NIQE and feature distance of the whole picture.
 *
 * <p>Not thread-safe if it has a feature network.
 *
 * @param border pixels left out on each side for PSNR and SSIM
 * @param niqe null to leave NIQE out
 * @param features null to leave feature distance out; the caller closes it
 */
public record QualityMeter(int border, @Nullable Niqe niqe, @Nullable FeatureNetwork features) {
  /** Border that super-resolution papers leave out at x4. */
  public static final int DEFAULT_BORDER = 4;

  /** Checks that the border is not negative. */
  public QualityMeter {
    if (border < 0) {
      throw new IllegalArgumentException("a border cannot have " + border + " pixels");
    }
  }

  /**
   * Measures one picture.
   *
   * @throws IllegalArgumentException if the sizes differ or nothing is left inside the border
   * @throws MetricException if the feature network fails on a picture of this size
   */
  public Quality measure(MeasuredImage result, MeasuredImage truth) throws MetricException {
    MeasuredImage.requireSameSize(result, truth);
    LumaPlane inner = result.withoutBorder(border).luma();
    LumaPlane innerTruth = truth.withoutBorder(border).luma();
    return new Quality(
        Psnr.between(inner, innerTruth),
        Ssim.between(inner, innerTruth),
        niqe == null ? Double.NaN : niqe.score(result.luma()),
        features == null ? Double.NaN : features.distance(result, truth));
  }
}
