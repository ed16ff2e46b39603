package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.ctsr.engine.metric.Measure;
import org.ctsr.engine.metric.Quality;
import org.ctsr.engine.metric.TradeOffCurve;
import org.junit.jupiter.api.Test;

class EvaluationScoresTest {
  private final EvaluationScores scores = new EvaluationScores();

  private void add(String series, double realness, String photo, double psnr, double niqe) {
    scores.add(series, realness, photo, new Quality(psnr, 0.5, niqe, Double.NaN));
  }

  /** Flat at t = 1, the photo "b" has no NIQE there; with it at t = 0, the curve would fall. */
  @Test
  void theMeansOfACurveAreOfTheSamePhotos() {
    add("ours", 0, "a", 30, 6);
    add("ours", 1, "a", 28, 5);
    add("ours", 0, "b", 20, 2);
    add("ours", 1, "b", 18, Double.NaN);
    add("stored", Double.NaN, "a", 30, 6);

    TradeOffCurve curve = scores.curves().get(0);

    assertThat(curve.values(Measure.NIQE)).containsExactly(6, 5);
    assertThat(curve.values(Measure.PSNR)).containsExactly(25, 23);
    // Feature distance was not measured at all: nothing is to be said of it.
    assertThat(scores.leftOut())
        .containsExactly(new EvaluationScores.LeftOut("ours", Measure.NIQE, 1, 2));
    assertThat(scores.curves().get(1).values(Measure.NIQE)).containsExactly(6);
  }

  @Test
  void theReportSaysHowManyWereLeftOut() {
    add("ours", 0, "a", 30, 6);
    add("ours", 0, "b", 20, Double.NaN);
    EvaluationReport report = new EvaluationReport(scores, "2 photos", 4);
    StringWriter out = new StringWriter();
    report.print(new PrintWriter(out));
    assertThat(out.toString()).contains("NIQE of ours: 1 of 2 photos left out");
    assertThat(report.json()).contains("\"leftOut\":{\"niqe\":1}");
  }
}
