package org.ctsr.engine.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ctsr.engine.metric.Measure;
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

  /**
   * Photos that a mean does not count, since the measure is undefined for them at some realness.
   *
   * @param photos how many
   * @param of photos of the series
   */
  record LeftOut(String series, Measure measure, int photos, int of) {}

  /**
   * The mean over the photos at each realness; of each measure, over those for which it is defined
   * at every one, so that the means of a curve are of the same photos.
   */
  List<TradeOffCurve> curves() {
    Map<String, Map<Double, List<Quality>>> grouped = new LinkedHashMap<>();
    Map<String, Map<Measure, Set<String>>> undefined = undefined();
    for (Score score : scores) {
      Map<Measure, Set<String>> without = undefined.getOrDefault(score.series(), Map.of());
      grouped
          .computeIfAbsent(score.series(), series -> new TreeMap<>())
          .computeIfAbsent(score.realness(), realness -> new ArrayList<>())
          .add(
              score
                  .quality()
                  .only(
                      measure -> !without.getOrDefault(measure, Set.of()).contains(score.photo())));
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

  /** What the means of the curves do not count, of the measures that any photo has. */
  List<LeftOut> leftOut() {
    Set<Measure> measured = EnumSet.noneOf(Measure.class);
    for (Score score : scores) {
      for (Measure measure : Measure.values()) {
        if (!Double.isNaN(measure.of(score.quality()))) {
          measured.add(measure);
        }
      }
    }
    List<LeftOut> leftOut = new ArrayList<>();
    undefined()
        .forEach(
            (series, byMeasure) ->
                byMeasure.forEach(
                    (measure, photos) -> {
                      if (measured.contains(measure)) {
                        leftOut.add(new LeftOut(series, measure, photos.size(), photos(series)));
                      }
                    }));
    return leftOut;
  }

  /** By series and measure, the photos for which it is undefined at some realness. */
  private Map<String, Map<Measure, Set<String>>> undefined() {
    Map<String, Map<Measure, Set<String>>> undefined = new LinkedHashMap<>();
    for (Score score : scores) {
      for (Measure measure : Measure.values()) {
        if (Double.isNaN(measure.of(score.quality()))) {
          undefined
              .computeIfAbsent(score.series(), series -> new EnumMap<>(Measure.class))
              .computeIfAbsent(measure, key -> new HashSet<>())
              .add(score.photo());
        }
      }
    }
    return undefined;
  }
}
