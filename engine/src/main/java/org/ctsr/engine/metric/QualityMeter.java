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
   * Prepares the truth once, for several results.
   *
   * @throws IllegalArgumentException if nothing is left inside the border
   * @throws MetricException if the feature network fails on a picture of this size
   */
  public Reference reference(MeasuredImage truth) throws MetricException {
    LumaPlane inner = truth.withoutBorder(border).luma();
    return new Reference(truth, inner, features == null ? null : features.reference(truth));
  }

  /** A truth that results are measured against. */
  public final class Reference implements AutoCloseable {
    private final MeasuredImage truth;
    private final LumaPlane inner;
    private final FeatureNetwork.@Nullable Reference truthFeatures;

    private Reference(
        MeasuredImage truth, LumaPlane inner, FeatureNetwork.@Nullable Reference truthFeatures) {
      this.truth = truth;
      this.inner = inner;
      this.truthFeatures = truthFeatures;
    }

    /**
     * Measures one result.
     *
     * @throws IllegalArgumentException if its size differs from the truth's
     * @throws MetricException if the feature network fails on a picture of this size
     */
    public Quality measure(MeasuredImage result) throws MetricException {
      MeasuredImage.requireSameSize(result, truth);
      LumaPlane luma = result.withoutBorder(border).luma();
      return new Quality(
          Psnr.between(luma, inner),
          Ssim.between(luma, inner),
          niqe == null ? Double.NaN : niqe.score(result.luma()),
          truthFeatures == null ? Double.NaN : truthFeatures.distance(result));
    }

    @Override
    public void close() {
      if (truthFeatures != null) {
        truthFeatures.close();
      }
    }
  }
}
