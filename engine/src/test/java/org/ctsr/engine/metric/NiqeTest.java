package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NiqeTest {
  /** Smoothed noise: texture enough for a fit. */
  private static LumaPlane texture(int width, int height, long seed, double contrast) {
    Random random = new Random(seed);
    double[] noise = random.doubles((long) (width + 4) * (height + 4), -1, 1).toArray();
    double[] taps = Gaussian.taps(5, 1);
    double[] smooth = Gaussian.filter(taps, noise, width + 4, height + 4);
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] = 120 + contrast * smooth[i];
    }
    return new LumaPlane(width, height, smooth);
  }

  private static NiqeModel fitted() {
    NiqeModel.Fitter fitter = new NiqeModel.Fitter();
    fitter.add(texture(600, 500, 1, 200));
    fitter.add(texture(500, 600, 2, 180));
    return fitter.fit();
  }

  @Test
  void picturesLikeThePristineOnesScoreLowest() {
    Niqe niqe = new Niqe(fitted());

    double alike = niqe.score(texture(400, 400, 7, 190));
    double faint = niqe.score(texture(400, 400, 7, 10));

    assertThat(alike).isLessThan(3);
    assertThat(faint).isGreaterThan(3 * alike);
  }

  @Test
  void meanAsFarAsOneDeviationInOneFeatureIsOneUnit() {
    // With the picture's own mean and covariance as the model, moved by one deviation.
    LumaPlane picture = texture(400, 400, 9, 150);
    var features =
        SceneStatistics.of(picture).stream().map(SceneStatistics.Block::features).toList();
    double[] mean = Statistics.mean(features);
    double[][] covariance = new double[36][36];
    for (int i = 0; i < 36; i++) {
      covariance[i][i] = 1e6;
    }
    mean[5] += 1000;

    double score = new Niqe(new NiqeModel(mean, covariance)).score(picture);

    // Pooled variance (1e6 + almost nothing) / 2, so 1000 / sqrt(5e5).
    assertThat(score).isCloseTo(Math.sqrt(2), within(1e-4));
  }

  @Test
  void isUndefinedForLessThanTwoBlocks() {
    Niqe niqe = new Niqe(fitted());

    assertThat(niqe.score(texture(191, 100, 1, 100))).isNaN();
    assertThat(niqe.score(new LumaPlane(400, 400, new double[160_000]))).isNaN();
  }

  @Test
  void flatBlocksAreExactlyFlat() {
    double[] values = new double[192 * 96];
    java.util.Arrays.fill(values, 143);

    for (SceneStatistics.Block block : SceneStatistics.of(new LumaPlane(192, 96, values))) {
      assertThat(block.sharpness()).isZero();
      assertThat(block.isComplete()).isFalse();
    }
  }

  @Test
  void fittingNeedsMoreBlocksThanFeatures() {
    NiqeModel.Fitter fitter = new NiqeModel.Fitter();
    assertThat(fitter.add(texture(200, 200, 1, 100))).isPositive().isLessThanOrEqualTo(4);
    assertThat(fitter.add(texture(90, 90, 1, 100))).isZero();

    assertThatThrownBy(fitter::fit)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more or larger photos");
  }

  @Test
  void onlySharpBlocksCount() {
    double[] values = texture(192, 96, 3, 200).values();
    for (int y = 0; y < 96; y++) {
      for (int x = 96; x < 192; x++) {
        values[y * 192 + x] = 120 + (values[y * 192 + x] - 120) / 10;
      }
    }
    NiqeModel.Fitter fitter = new NiqeModel.Fitter();

    assertThat(fitter.add(new LumaPlane(192, 96, values))).isEqualTo(1);
  }
}
