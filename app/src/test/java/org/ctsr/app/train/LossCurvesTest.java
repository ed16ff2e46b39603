package org.ctsr.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LossCurvesTest {
  @Test
  void manyStepsBecomeFewPointsWithTheSameMean() {
    LossCurves curves = new LossCurves();
    double sum = 0;
    for (int step = 1; step <= 10_000; step++) {
      curves.add(step, Map.of("absolute", 1.0 / step));
      sum += 1.0 / step;
    }
    List<LossCurves.Point> points = Objects.requireNonNull(curves.curves().get("absolute"));
    assertThat(points).hasSizeBetween(LossCurves.MOST / 2, LossCurves.MOST);
    double mean = points.stream().mapToDouble(LossCurves.Point::value).average().orElseThrow();
    assertThat(mean).isCloseTo(sum / 10_000, org.assertj.core.data.Percentage.withPercentage(10));
    assertThat(points).isSortedAccordingTo(java.util.Comparator.comparing(LossCurves.Point::step));
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    LossCurves curves = new LossCurves();
    curves.add(1, Map.of("absolute", Double.NaN));
    curves.add(2, Map.of("absolute", 0.5));
    assertThat(curves.curves().get("absolute")).containsExactly(new LossCurves.Point(2, 0.5));
  }
}
