package org.ctsr.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ctsr.engine.metric.Quality;
import org.ctsr.engine.metric.TradeOffCurve;
import org.ctsr.engine.metric.TradeOffPoint;

/** Everything that was measured, series by series in the order of measuring. */
final class EvaluationScores {
  /**
   * One picture's quality.
   *
   * @param series a model, a baseline or stored results
   * @param realness NaN where there is no slider
   * @param photo name of the pair
   */
  record Score(String series, double realness, String photo, Quality quality) {}

  private final List<Score> scores = new ArrayList<>();

  void add(String series, double realness, String photo, Quality quality) {
    scores.add(new Score(series, realness, photo, quality));
  }

  List<Score> all() {
    return List.copyOf(scores);
  }

  boolean isEmpty() {
    return scores.isEmpty();
  }

  /** Photos measured in a series. */
  int photos(String series) {
    return (int)
        scores.stream()
            .filter(score -> score.series().equals(series))
            .map(Score::photo)
            .distinct()
            .count();
  }

  /** The mean over the photos at each realness. */
  List<TradeOffCurve> curves() {
    Map<String, Map<Double, List<Quality>>> grouped = new LinkedHashMap<>();
    for (Score score : scores) {
      grouped
          .computeIfAbsent(score.series(), series -> new TreeMap<>())
          .computeIfAbsent(score.realness(), realness -> new ArrayList<>())
          .add(score.quality());
    }
    List<TradeOffCurve> curves = new ArrayList<>();
    grouped.forEach(
        (series, byRealness) -> {
          List<TradeOffPoint> points = new ArrayList<>();
          byRealness.forEach(
              (realness, qualities) ->
                  points.add(new TradeOffPoint(realness, Quality.mean(qualities))));
          curves.add(new TradeOffCurve(series, points));
        });
    return curves;
  }
}
