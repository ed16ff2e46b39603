package org.ctsr.engine.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.metric.MetricException;
import org.ctsr.engine.metric.Quality;
import org.ctsr.engine.metric.QualityMeter;

/**
 * Measures the pictures of one series after another (a model, bicubic, stored results) against the
 * same truths. A pair that fails is said and left out.
 */
final class SeriesEvaluation {
  private final List<PhotoPairs.Pair> pairs;
  private final QualityMeter meter;
  private final EvaluationScores scores;
  private final ProgressLine line;
  private final Consumer<String> notices;
  private final Consumer<String> failures;

  /**
   * @param scores receives what is measured
   * @param notices receives sentences for the user
   * @param failures receives why a pair was left out
   */
  SeriesEvaluation(
      List<PhotoPairs.Pair> pairs,
      QualityMeter meter,
      EvaluationScores scores,
      ProgressLine line,
      Consumer<String> notices,
      Consumer<String> failures) {
    this.pairs = pairs;
    this.meter = meter;
    this.scores = scores;
    this.line = line;
    this.notices = notices;
    this.failures = failures;
  }

  /** Makes the pictures of one series for one pair. */
  interface Enlarger {
    /** Results by realness; one result at NaN where there is no slider. */
    Map<Double, MeasuredImage> enlarge(PhotoPairs.Pair pair, RgbImage small, int scale)
        throws IOException, OutOfDeviceMemoryException;
  }

  /**
   * Measures one series.
   *
   * @param series its name
   */
  void evaluate(String series, Enlarger enlarger) {
    line.start(series);
    int done = 0;
    for (PhotoPairs.Pair pair : pairs) {
      line.show(done++, pairs.size());
      try {
        RgbImage small = PhotoReader.read(pair.lr(), ReadLimits.DEFAULT, notices);
        RgbImage truth = PhotoReader.read(pair.hr(), ReadLimits.DEFAULT, notices);
        int scale = scale(pair, small, truth);
        Map<Double, MeasuredImage> pictures = enlarger.enlarge(pair, small, scale);
        MeasuredImage known =
            MeasuredImage.of(truth).region(0, 0, scale * small.width(), scale * small.height());
        if (2 * meter.border() >= Math.min(known.width(), known.height())) {
          throw new PhotoException(
              pair.hr(), "is too small to leave out a border of " + meter.border());
        }
        measure(series, pair, pictures, known);
      } catch (IOException | OutOfDeviceMemoryException | RuntimeException | OutOfMemoryError e) {
        failures.accept(series + ": " + PictureFailure.sentence(pair.lr(), e));
      }
    }
    line.clear();
  }

  private void measure(
      String series, PhotoPairs.Pair pair, Map<Double, MeasuredImage> pictures, MeasuredImage known)
      throws MetricException {
    // All or none: the means at two values of realness must be of the same pairs.
    Map<Double, Quality> measured = new LinkedHashMap<>();
    try (QualityMeter.Reference reference = meter.reference(known)) {
      for (Map.Entry<Double, MeasuredImage> picture : pictures.entrySet()) {
        measured.put(picture.getKey(), reference.measure(picture.getValue()));
      }
    }
    measured.forEach((realness, quality) -> scores.add(series, realness, pair.name(), quality));
  }

  /**
   * How many times the truth is as large. Truths may have up to {@code scale - 1} further rows and
   * columns, which the making of the small photo cut off; they are not measured.
   */
  private static int scale(PhotoPairs.Pair pair, RgbImage small, RgbImage truth)
      throws PhotoException {
    int scale = truth.width() / small.width();
    if (scale < 1
        || truth.width() - scale * small.width() >= Math.max(2, scale)
        || truth.height() < scale * small.height()
        || truth.height() - scale * small.height() >= Math.max(2, scale)) {
      throw new PhotoException(
          pair.hr(),
          "has %dx%d pixels, which is no whole multiple of the %dx%d of %s"
              .formatted(truth.width(), truth.height(), small.width(), small.height(), pair.lr()));
    }
    return scale;
  }
}
