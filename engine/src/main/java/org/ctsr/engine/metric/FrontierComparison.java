package org.ctsr.engine.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether one curve lies on or outside another one in the plane of PSNR and a second measure.
 *
 * <p>At each PSNR between the first curve's ends both curves are read off with straight lines
 * between their points. Where the rival does not reach a PSNR at all, nothing can be compared with
 * it; below its lowest PSNR its best point counts, since it costs less fidelity.
 *
 * @param measure the second measure
 * @param samples by rising PSNR
 */
public record FrontierComparison(Measure measure, List<Sample> samples) {
  private static final int STEPS = 100;

  /** Copies the samples. */
  public FrontierComparison {
    samples = List.copyOf(samples);
  }

  /**
   * The two curves at one PSNR.
   *
   * @param psnr dB
   * @param value of the first curve
   * @param rival of the other; NaN where it does not reach this PSNR
   */
  public record Sample(double psnr, double value, double rival) {}

  /**
   * Compares {@code curve} with {@code rival} at 101 PSNR values between the ends of {@code curve}.
   */
  public static FrontierComparison of(TradeOffCurve curve, TradeOffCurve rival, Measure measure) {
    double[] psnr = curve.values(Measure.PSNR);
    double first = psnr[0];
    double last = psnr[psnr.length - 1];
    double low = Math.min(first, last);
    double high = Math.max(first, last);
    double rivalLow = extreme(rival, false);
    double rivalHigh = extreme(rival, true);
    double rivalBest = measure.of(rival.best(measure).quality());
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      // The ends exactly: rounding must not put them outside the curve.
      double at = i == STEPS ? high : low + (high - low) * i / STEPS;
      double other =
          at < rivalLow ? rivalBest : at > rivalHigh ? Double.NaN : rival.at(at, measure);
      samples.add(new Sample(at, curve.at(at, measure), other));
    }
    return new FrontierComparison(measure, samples);
  }

  private static double extreme(TradeOffCurve curve, boolean highest) {
    double found = curve.values(Measure.PSNR)[0];
    for (double value : curve.values(Measure.PSNR)) {
      found = highest ? Math.max(found, value) : Math.min(found, value);
    }
    return found;
  }

  private double[] advantages() {
    return samples.stream()
        .mapToDouble(sample -> measure.advantage(sample.value(), sample.rival()))
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  /** Share of the PSNR range, 0 to 1, that the rival does not reach. */
  public double uncontested() {
    return 1 - (double) advantages().length / samples.size();
  }

  /** The smallest advantage (negative: worse there); NaN if nothing could be compared. */
  public double worst() {
    return Arrays.stream(advantages()).min().orElse(Double.NaN);
  }

  /** The mean advantage; NaN if nothing could be compared. */
  public double mean() {
    return Arrays.stream(advantages()).average().orElse(Double.NaN);
  }

  /** The largest advantage; NaN if nothing could be compared. */
  public double largest() {
    return Arrays.stream(advantages()).max().orElse(Double.NaN);
  }

  /** Whether the curve is nowhere worse than the rival by more than {@code tolerance}. */
  public boolean isOnOrOutside(double tolerance) {
    return !(worst() < -tolerance);
  }
}
