package org.ctsr.engine.training.data;

import java.util.Locale;

/**
 * How small photos are made from sharp ones. Sigmas are in pixels of the picture blurred, noise in
 * 1/255, JPEG quality as libjpeg counts.
 *
 * @param cameraShare share of patches that are pairs of shots by one camera
 * @param mildShare share of patches with light degradations; the others are heavily degraded
 * @param defocusShare share of patches, of any kind, whose scene was out of focus: ground truth and
 *     small photo are of the blurred scene, so that blur of this kind is not to be undone
 * @param defocus radius of the disc that a point of the scene becomes then, HR pixels
 */
public record DegradationSettings(
    double cameraShare,
    double mildShare,
    double defocusShare,
    Range defocus,
    Camera camera,
    Mild mild,
    Heavy heavy) {
  /** Largest sigma: wider kernels than this would reach beyond the margin cut off each patch. */
  static final double MAX_SIGMA = 6.0;

  public DegradationSettings {
    requireShare("cameraShare", cameraShare);
    requireShare("mildShare", mildShare);
    requireShare("cameraShare + mildShare", cameraShare + mildShare);
    requireShare("defocusShare", defocusShare);
    requireRange("defocus", defocus, 0, 2 * MAX_SIGMA);
  }

  /** Share of patches that are heavily degraded, in [0, 1]. */
  public double heavyShare() {
    return Math.max(0, 1 - cameraShare - mildShare);
  }

  /**
   * One scene photographed at two focal lengths, simulated from the light on: lens, sensor and
   * noise for each shot its own; a processor that denoises and sharpens; and a registration that is
   * not perfect. The short shot is kept as JPEG.
   *
   * @param softness sigma of the long shot's lens, HR pixels
   * @param truthNoise its sensor's noise at white, linear light, 1 = white
   * @param relativeBlur sigma of the short shot's lens over that of the long shot's, each in pixels
   *     of its own: about 1, as it is the same camera
   * @param apartShare share of pairs whose shots have little in common: the short one has a lens
   *     and a processor of its own
   * @param apartBlur sigma of its lens then, its own pixels
   * @param elongation ratio of the blur's axes, 1 = round
   * @param shift how far the two lie apart after registration, in each direction, HR pixels
   * @param warp how much further here and there, standard deviation, HR pixels
   * @param exposure of the short shot, relative to the long one
   * @param noise the short shot's noise at white, linear light, 1 = white
   * @param colorFilterShare share of short shots that show one colour filter a pixel, plainly
   *     interpolated; the others come from better processors and see all colours everywhere
   * @param reducedShare share of short shots that were processed at twice the size and then reduced
   * @param denoising detail of this many standard deviations of the noise is halved
   * @param sharpening strength of the processor's unsharp mask, 0 = none
   * @param sharpeningRadius its sigma, pixels of the shot as it is processed
   * @param registeredShare share of pairs whose short shot, as the camera kept it, was laid over
   *     the long one by interpolation
   * @param registeredPitch its own pixels' pitch before that, pixels of the small photo
   */
  public record Camera(
      Range softness,
      Range truthNoise,
      Range relativeBlur,
      double apartShare,
      Range apartBlur,
      Range elongation,
      Range shift,
      Range warp,
      Range exposure,
      Range noise,
      double colorFilterShare,
      double reducedShare,
      Range denoising,
      Range sharpening,
      Range sharpeningRadius,
      Range jpeg,
      double registeredShare,
      Range registeredPitch) {
    public Camera {
      requireRange("softness", softness, 0, MAX_SIGMA);
      requireRange("truthNoise", truthNoise, 0, 1);
      requireRange("relativeBlur", relativeBlur, 0, 3);
      requireNarrow("relativeBlur: times softness it is", softness.to() * relativeBlur.to());
      requireShare("apartShare", apartShare);
      requireRange("apartBlur", apartBlur, 0, 3);
      requireNarrow("apartBlur: it is", apartBlur.to());
      requireRange("elongation", elongation, 1, 4);
      requireRange("shift", shift, -4, 4);
      requireRange("warp", warp, 0, 2);
      requireRange("exposure", exposure, 0.5, 2);
      requireRange("noise", noise, 0, 1);
      requireShare("colorFilterShare", colorFilterShare);
      requireShare("reducedShare", reducedShare);
      requireRange("denoising", denoising, 0, 10);
      requireRange("sharpening", sharpening, 0, 2);
      requireRange("sharpeningRadius", sharpeningRadius, 0.3, 3);
      requireRange("jpeg", jpeg, 5, 100);
      requireShare("registeredShare", registeredShare);
      requireRange("registeredPitch", registeredPitch, 0.5, 2);
    }

    /**
     * The same with a short shot that is worse, or better: the upper ends of its blur and noise are
     * multiplied, and what the lowest quality lacks of 100 is, all of it within what is allowed.
     * The long shot, which is the ground truth, stays as it is.
     *
     * @param blurFactor 0 or more
     * @param noiseFactor 0 or more
     * @param lossFactor 0 or more
     */
    public Camera worsened(double blurFactor, double noiseFactor, double lossFactor) {
      double widest = MAX_SIGMA / DegradationPipeline.SCALE;
      double most = softness.to() > 0 ? Math.min(3, widest / softness.to()) : 3;
      return new Camera(
          softness,
          truthNoise,
          upTo(relativeBlur, blurFactor, most),
          apartShare,
          upTo(apartBlur, blurFactor, widest),
          elongation,
          shift,
          warp,
          exposure,
          upTo(noise, noiseFactor, 1),
          colorFilterShare,
          reducedShare,
          denoising,
          sharpening,
          sharpeningRadius,
          downTo(jpeg, lossFactor),
          registeredShare,
          registeredPitch);
    }

    private static Range upTo(Range range, double factor, double most) {
      // Rounded down, as the product must not be above what is allowed; people read it, too.
      double allowed = Math.max(range.to(), Math.floor(1000 * most - 1e-6) / 1000);
      double to =
          factor == 1
              ? range.to()
              : Math.min(Math.round(10_000 * factor * range.to()) / 10_000.0, allowed);
      return new Range(Math.min(range.from(), to), to);
    }

    private static Range downTo(Range quality, double lossFactor) {
      double from =
          lossFactor == 1
              ? quality.from()
              : Math.min(100, Math.max(5, Math.round(100 - lossFactor * (100 - quality.from()))));
      return new Range(from, Math.max(from, quality.to()));
    }

    /** The blur of the short shot must fit into the margin around a patch. */
    private static void requireNarrow(String what, double sigma) {
      double widest = DegradationPipeline.SCALE * sigma;
      if (widest > MAX_SIGMA) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s a sigma of up to %.1f HR pixels; at most %.1f",
                what,
                widest,
                MAX_SIGMA));
      }
    }
  }

  /**
   * A little blur, a little noise, light compression, as photos have that were shrunk or shared
   * with care.
   *
   * @param plainShare share of patches that are only reduced, as photos on the web are: the sharp
   *     one is the ground truth, and nothing blurs, shifts or sharpens the small one
   * @param softness sigma of the blur of the ground truth itself, which a lens made too; HR pixels
   * @param softShare share of patches whose ground truth is softened
   * @param blur sigma of the blur before shrinking, HR pixels
   * @param elongation ratio of the blur's axes, 1 = round
   * @param shift how far small photo and ground truth lie apart, in each direction, HR pixels
   * @param noise sigma of Gaussian noise
   * @param noiseShare share of patches with noise
   * @param sharpening strength of the camera's unsharp mask (sigma 1 LR pixel), 0 = none
   * @param jpegShare share of patches compressed
   */
  public record Mild(
      double plainShare,
      Range softness,
      double softShare,
      Range blur,
      Range elongation,
      Range shift,
      Range noise,
      double noiseShare,
      Range sharpening,
      Range jpeg,
      double jpegShare) {
    public Mild {
      requireShare("plainShare", plainShare);
      requireRange("softness", softness, 0, MAX_SIGMA);
      requireShare("softShare", softShare);
      requireRange("blur", blur, 0, MAX_SIGMA);
      requireRange("elongation", elongation, 1, 4);
      requireRange("shift", shift, -4, 4);
      requireRange("noise", noise, 0, 100);
      requireShare("noiseShare", noiseShare);
      requireRange("sharpening", sharpening, 0, 2);
      requireRange("jpeg", jpeg, 5, 100);
      requireShare("jpegShare", jpegShare);
    }
  }

  /**
   * Degradations of second order in the manner of Real-ESRGAN (arXiv 2107.10833, section 3).
   *
   * @param finalSincShare share of patches with a last sinc filter
   */
  public record Heavy(Pass first, Pass second, double finalSincShare) {
    public Heavy {
      requireShare("finalSincShare", finalSincShare);
    }
  }

  /**
   * One of the two passes: blur, resize, noise, JPEG.
   *
   * @param blurShare how often there is a blur at all
   * @param sincShare how often it is a sinc filter
   * @param blur sigma, pixels
   * @param upShare how often the picture is enlarged; {@code downShare} how often it is shrunk
   * @param resize factor range; below 1 when shrinking, above when enlarging
   * @param gaussianShare how often noise is Gaussian; otherwise Poisson
   * @param greyShare how often noise is the same in all channels
   * @param noise sigma of Gaussian noise
   * @param poisson strength of Poisson noise, 1 = one count a level
   */
  public record Pass(
      double blurShare,
      double sincShare,
      Range blur,
      double upShare,
      double downShare,
      Range resize,
      double gaussianShare,
      double greyShare,
      Range noise,
      Range poisson,
      Range jpeg) {
    public Pass {
      requireShare("blurShare", blurShare);
      requireShare("sincShare", sincShare);
      requireRange("blur", blur, 0.1, MAX_SIGMA);
      requireShare("upShare", upShare);
      requireShare("downShare", downShare);
      requireShare("upShare + downShare", upShare + downShare);
      requireRange("resize", resize, 0.1, 2);
      if (resize.from() > 1 || resize.to() < 1) {
        throw new IllegalArgumentException(
            "resize: the range must contain 1, but is " + resize.ends());
      }
      requireShare("gaussianShare", gaussianShare);
      requireShare("greyShare", greyShare);
      requireRange("noise", noise, 0, 100);
      requireRange("poisson", poisson, 0.01, 10);
      requireRange("jpeg", jpeg, 5, 100);
    }
  }

  private static void requireShare(String field, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(field + ": a share lies in [0, 1], not " + share);
    }
  }

  private static void requireRange(String field, Range range, double low, double high) {
    if (!range.within(low, high)) {
      throw new IllegalArgumentException(
          field + ": must lie within [" + low + ", " + high + "], not " + range.ends());
    }
  }
}
