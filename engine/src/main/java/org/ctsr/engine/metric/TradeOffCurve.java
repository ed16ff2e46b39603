package org.ctsr.engine.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How quality changes with realness: what one model offers between fidelity and realness.
 *
 * @param name of the model or of stored results
 * @param points by rising realness; a single point for results without a slider
 */
public record TradeOffCurve(String name, List<TradeOffPoint> points) {
  /** Checks the order of the points. */
  public TradeOffCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve needs a point");
    }
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i - 1).realness() < points.get(i).realness())) {
        throw new IllegalArgumentException("points must come by rising realness");
      }
    }
  }

  /** Whether there is more than one point. */
  public boolean isCurve() {
    return points.size() > 1;
  }

  /** Values of one measure, in the order of the points. */
  public double[] values(Measure measure) {
    return points.stream().mapToDouble(point -> measure.of(point.quality())).toArray();
  }

  /** Value at the last point less that at the first. */
  public double change(Measure measure) {
    double[] values = values(measure);
    return values[values.length - 1] - values[0];
  }

  /**
   * The largest step upwards between neighbouring points: 0 if the measure never rises with
   * realness.
   */
  public double largestRise(Measure measure) {
    return largestRise(values(measure));
  }

  /** As {@link #largestRise}, but only up to the point at which the measure is best. */
  public double largestRiseBeforeBest(Measure measure) {
    int last = points.indexOf(best(measure));
    return largestRise(Arrays.copyOf(values(measure), last + 1));
  }

  private static double largestRise(double[] values) {
    return IntStream.range(1, values.length)
        .mapToDouble(i -> values[i] - values[i - 1])
        .reduce(0, Math::max);
  }

  /** The point at which a measure is best; the most faithful one of several. */
  public TradeOffPoint best(Measure measure) {
    TradeOffPoint best = points.get(0);
    for (TradeOffPoint point : points) {
      if (measure.advantage(measure.of(point.quality()), measure.of(best.quality())) > 0) {
        best = point;
      }
    }
    return best;
  }

  /**
   * The value of a measure where this curve, drawn with straight lines over PSNR, passes the given
   * PSNR; the best one if it passes more than once; NaN if it does not.
   */
  public double at(double psnr, Measure measure) {
    double best = Double.NaN;
    double[] x = values(Measure.PSNR);
    double[] y = values(measure);
    for (int i = 0; i < x.length; i++) {
      if (x[i] == psnr) {
        best = better(measure, best, y[i]);
      } else if (i > 0 && (x[i - 1] - psnr) * (x[i] - psnr) < 0) {
        double share = (psnr - x[i - 1]) / (x[i] - x[i - 1]);
        best = better(measure, best, y[i - 1] + share * (y[i] - y[i - 1]));
      }
    }
    return best;
  }

  private static double better(Measure measure, double a, double b) {
    return Double.isNaN(a) || measure.advantage(b, a) > 0 ? b : a;
  }
}
