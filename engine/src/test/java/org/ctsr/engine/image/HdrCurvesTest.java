package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HdrCurvesTest {
  /** BT.2408-5, table 1 (to the percent it gives), and BT.2100-2's ends. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0.38, 26, 1", "0.58, 203, 4", "0.5081, 100, 0.1", "1, 10000, 1e-6"})
  void pqHasThePublishedValues(double sample, double light, double tolerance) {
    assertThat(PerceptualQuantizer.decode(sample)).isCloseTo(light, within(tolerance));
  }

  @Test
  void pqGoesBothWays() {
    for (int i = 0; i <= 1000; i++) {
      double light = PerceptualQuantizer.decode(i / 1000.0);
      assertThat(PerceptualQuantizer.encode(light)).isCloseTo(i / 1000.0, offset(1e-6));
    }
  }

  /** BT.2100-2, table 5; and BT.2408-5, table 1, for the light of a grey sample. */
  @Test
  void hlgHasThePublishedValues() {
    assertThat(HybridLogGamma.decode(0)).isZero();
    assertThat(HybridLogGamma.decode(0.5)).isCloseTo(1 / 12.0, offset(1e-9));
    assertThat(HybridLogGamma.decode(0.5 + 1e-9)).isCloseTo(1 / 12.0, offset(1e-6));
    assertThat(HybridLogGamma.decode(1)).isCloseTo(1, offset(1e-6));
    assertThat(greyOnDisplay(0.75)).isCloseTo(203, within(1.0));
    assertThat(greyOnDisplay(0.38)).isCloseTo(26, within(1.0));
    assertThat(greyOnDisplay(1)).isCloseTo(1000, within(0.01));
    assertThat(greyOnDisplay(0)).isZero();
  }

  private static double greyOnDisplay(double sample) {
    double scene = HybridLogGamma.decode(sample);
    return scene * HybridLogGamma.displayed(scene);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 50, 203, 204, 400, 1000, 4000, 10_000})
  void lightIsCompressedWithoutTurningBack(double peak) {
    HighlightCompression compression = new HighlightCompression(peak);
    assertThat(compression.apply(0)).isZero();
    double before = 0;
    for (int i = 1; i <= 20_000; i++) {
      double light = PerceptualQuantizer.decode(i / 20_000.0);
      double shown = compression.apply(light);
      assertThat(shown).isBetween(before, Math.min(light, HighlightCompression.WHITE) + 1e-9);
      // No step: neighbours lie a two-thousandth of PQ's whole range apart at most.
      assertThat(PerceptualQuantizer.encode(shown) - PerceptualQuantizer.encode(before))
          .isLessThan(1 / 19_000.0);
      before = shown;
    }
    assertThat(compression.apply(Math.max(peak, 203))).isEqualTo(HighlightCompression.WHITE);
    assertThat(compression.apply(10_000)).isEqualTo(HighlightCompression.WHITE);
  }

  @Test
  void whatIsNoBrighterThanWhiteStays() {
    HighlightCompression compression = new HighlightCompression(180);
    for (double light : new double[] {1, 26, 100, 179, 203}) {
      assertThat(compression.apply(light)).isEqualTo(light);
    }
  }

  /** A sheet of paper beside a lamp still looks white, and what is darker is left alone. */
  @Test
  void whiteStaysNearWhiteWhereThereAreHighlights() {
    HighlightCompression compression = new HighlightCompression(1000);
    double white = compression.apply(203) / 203;
    assertThat(SrgbCurve.encodeExactly(white)).isBetween(0.88, 0.93);
    assertThat(compression.apply(80)).isEqualTo(80);
  }
}
