package org.ctsr.engine.metric;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one picture, or the mean over several. NaN stands for what was not, or could
 * not be, measured.
 *
 * @param psnr PSNR of luma, dB
 * @param ssim SSIM of luma
 * @param niqe NIQE, lower is better
 * @param featureDistance feature distance times 100, lower is better
 */
public record Quality(double psnr, double ssim, double niqe, double featureDistance) {
  /** The mean of each measure over those in which it is defined. */
  public static Quality mean(Collection<Quality> qualities) {
    return new Quality(
        mean(qualities, Quality::psnr),
        mean(qualities, Quality::ssim),
        mean(qualities, Quality::niqe),
        mean(qualities, Quality::featureDistance));
  }

  /** The same without the measures that are not wanted. */
  public Quality only(Predicate<Measure> wanted) {
    return new Quality(
        wanted.test(Measure.PSNR) ? psnr : Double.NaN,
        wanted.test(Measure.SSIM) ? ssim : Double.NaN,
        wanted.test(Measure.NIQE) ? niqe : Double.NaN,
        wanted.test(Measure.FEATURE_DISTANCE) ? featureDistance : Double.NaN);
  }

  private static double mean(Collection<Quality> qualities, ToDoubleFunction<Quality> getter) {
    return qualities.stream()
        .mapToDouble(getter)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
