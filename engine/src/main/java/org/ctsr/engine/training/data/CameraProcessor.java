package org.ctsr.engine.training.data;

/**
 * What a camera makes of the sensor's linear values: an sRGB-encoded picture, denoised and
 * sharpened.
 */
final class CameraProcessor {
  /** Sigma of the blur that parts detail from what lies under it, pixels. */
  private static final double DETAIL = 1.0;

  /** Below this much light the curve of sRGB is a straight line. */
  private static final float DARK = 0.0031308f;

  private final double denoising;
  private final float sharpening;
  private final double radius;

  /**
   * @param denoising detail of this many standard deviations of the noise is halved, 0 = none
   * @param sharpening strength of the unsharp mask, 0 = none
   * @param radius its sigma, pixels
   */
  CameraProcessor(double denoising, double sharpening, double radius) {
    this.denoising = denoising;
    this.sharpening = (float) sharpening;
    this.radius = radius;
  }

  /**
   * @param light linear values
   * @param noise standard deviation of their noise at white
   */
  Raster develop(Raster light, double noise) {
    Raster picture = LinearLight.encoded(light);
    if (denoising > 0 && noise > 0) {
      denoise(picture, light, noise);
    }
    if (sharpening > 0) {
      DegradationPipeline.unsharpMask(picture, sharpening, radius);
    }
    return picture;
  }

  /**
   * Coring: faint detail is taken for noise and goes, strong detail stays. Colour, whose noise is
   * more annoying and whose detail is less missed, loses four times as much.
   */
  private void denoise(Raster picture, Raster light, double noise) {
    Raster base =
        BlurKernel.gaussian(DETAIL, DETAIL, 0, 1.0, BlurKernel.sizeFor(DETAIL)).apply(picture);
    int n = picture.plane();
    for (int i = 0; i < n; i++) {
      float red = picture.values[i] - base.values[i];
      float green = picture.values[n + i] - base.values[n + i];
      float blue = picture.values[2 * n + i] - base.values[2 * n + i];
      double threshold = denoising * noise * noiseGain(light.luma(i));
      float luma = picture.luma(i) - base.luma(i);
      float kept = (float) (luma * share(luma, threshold));
      picture.values[i] = base.values[i] + kept + color(red - luma, threshold);
      picture.values[n + i] = base.values[n + i] + kept + color(green - luma, threshold);
      picture.values[2 * n + i] = base.values[2 * n + i] + kept + color(blue - luma, threshold);
    }
  }

  private static float color(float difference, double threshold) {
    return (float) (difference * share(difference, 4 * threshold));
  }

  /** What stays of detail: half of it at the threshold, nearly all far above. */
  private static double share(double detail, double threshold) {
    double power = detail * detail;
    return threshold > 0 ? power / (power + threshold * threshold) : 1;
  }

  /** Noise in the encoded picture for one unit of noise at white: its growth with the light. */
  private static double noiseGain(float light) {
    float safe = Math.max(DARK, Math.min(1, light));
    return Math.sqrt(safe) * LinearLight.slope(safe);
  }
}
