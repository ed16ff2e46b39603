package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.ctsr.engine.metric.Bicubic;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.metric.QualityMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesEvaluationTest {
  @TempDir Path folder;

  private final EvaluationScores scores = new EvaluationScores();
  private final List<String> failures = new ArrayList<>();

  private PhotoPairs.Pair pair(String name) throws IOException {
    Path small = folder.resolve(name + "-small.png");
    Path large = folder.resolve(name + "-large.png");
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", small.toFile());
    ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", large.toFile());
    return new PhotoPairs.Pair(name, small, large);
  }

  private void evaluate(List<PhotoPairs.Pair> pairs, SeriesEvaluation.Enlarger enlarger) {
    new SeriesEvaluation(
            pairs,
            new QualityMeter(4, null, null),
            scores,
            new ProgressLine(System.err, false),
            notice -> {},
            failures::add)
        .evaluate("series", enlarger);
  }

  @Test
  void whateverOnePairFailsWithCostsTheOthersNothing() throws IOException {
    List<PhotoPairs.Pair> pairs = List.of(pair("a"), pair("b"), pair("c"));
    evaluate(
        pairs,
        (pair, small, scale) -> {
          if (pair.name().equals("a")) {
            throw new OutOfMemoryError("Java heap space");
          }
          if (pair.name().equals("b")) {
            throw new IllegalStateException("a defect");
          }
          return Map.of(Double.NaN, Bicubic.enlarge(MeasuredImage.of(small), scale));
        });
    assertThat(scores.all()).extracting(EvaluationScores.Score::photo).containsExactly("c");
    assertThat(failures)
        .satisfiesExactly(
            first -> assertThat(first).contains("series", "a-small.png", "not enough memory"),
            second -> assertThat(second).contains("series", "b-small.png", "a defect"));
  }

  /** Else the means at two values of realness would be of different photos. */
  @Test
  void aPairThatFailsInTheMiddleIsLeftOutWhole() throws IOException {
    evaluate(
        List.of(pair("a")),
        (pair, small, scale) -> {
          Map<Double, MeasuredImage> pictures = new LinkedHashMap<>();
          pictures.put(0.0, Bicubic.enlarge(MeasuredImage.of(small), scale));
          pictures.put(1.0, MeasuredImage.of(small));
          return pictures;
        });
    assertThat(scores.isEmpty()).isTrue();
    assertThat(failures).hasSize(1);
  }
}
