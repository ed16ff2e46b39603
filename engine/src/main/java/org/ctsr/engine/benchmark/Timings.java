package org.ctsr.engine.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Repeated timings of one thing. */
final class Timings {
  private final List<Double> seconds = new ArrayList<>();

  void add(double value) {
    seconds.add(value);
  }

  void since(long startNanos) {
    add((System.nanoTime() - startNanos) / 1e9);
  }

  double medianMillis() {
    return 1000 * quantile(0.5);
  }

  double p95Millis() {
    return 1000 * quantile(0.95);
  }

  double quantile(double share) {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
