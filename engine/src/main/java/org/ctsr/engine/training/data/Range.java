package org.ctsr.engine.training.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * An interval from which a parameter is drawn uniformly; written {@code [from, to]} in a config.
 */
public record Range(double from, double to) {
  /**
   * @throws IllegalArgumentException if {@code from} is above {@code to}, or either is not finite
   */
  public Range {
    if (!Double.isFinite(from) || !Double.isFinite(to) || from > to) {
      throw new IllegalArgumentException(
          "a range is two numbers, the smaller one first, not [" + from + ", " + to + "]");
    }
  }

  @JsonCreator
  static Range of(List<Double> ends) {
    if (ends.size() != 2) {
      throw new IllegalArgumentException("a range is two numbers, not " + ends.size());
    }
    return new Range(ends.get(0), ends.get(1));
  }

  @JsonValue
  List<Double> ends() {
    return List.of(from, to);
  }

  /** Whether every value lies within [low, high]. */
  public boolean within(double low, double high) {
    return from >= low && to <= high;
  }
}
