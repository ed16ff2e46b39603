package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradeOffCurveTest {
  /** A curve through (PSNR, NIQE) pairs at evenly spaced realness. */
  private static TradeOffCurve curve(double... psnrAndNiqe) {
    List<TradeOffPoint> points = new ArrayList<>();
    int count = psnrAndNiqe.length / 2;
    for (int i = 0; i < count; i++) {
      Quality quality = new Quality(psnrAndNiqe[2 * i], 0.5, psnrAndNiqe[2 * i + 1], Double.NaN);
      points.add(new TradeOffPoint(count == 1 ? Double.NaN : i / (count - 1.0), quality));
    }
    return new TradeOffCurve("curve", points);
  }

  @Test
  void tellsSpanAndMonotonicity() {
    TradeOffCurve curve = curve(27, 9, 26.5, 8, 26.6, 6, 25, 6.2);

    assertThat(curve.change(Measure.PSNR)).isCloseTo(-2, within(1e-9));
    assertThat(curve.largestRise(Measure.PSNR)).isCloseTo(0.1, within(1e-9));
    assertThat(curve.largestRise(Measure.NIQE)).isCloseTo(0.2, within(1e-9));
    assertThat(curve.largestRiseBeforeBest(Measure.NIQE)).isZero();
    assertThat(curve.largestRise(Measure.SSIM)).isZero();
    assertThat(curve.best(Measure.NIQE).realness()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(curve.best(Measure.PSNR).realness()).isZero();
  }

  @Test
  void readsBetweenPoints() {
    TradeOffCurve curve = curve(27, 9, 26, 7, 25, 6);

    assertThat(curve.at(26.5, Measure.NIQE)).isCloseTo(8, within(1e-9));
    assertThat(curve.at(26, Measure.NIQE)).isEqualTo(7);
    assertThat(curve.at(25, Measure.NIQE)).isEqualTo(6);
    assertThat(curve.at(24.9, Measure.NIQE)).isNaN();
    assertThat(curve.at(27.1, Measure.NIQE)).isNaN();
  }

  @Test
  void takesTheBetterOfTwoPassages() {
    TradeOffCurve bent = curve(26, 9, 27, 8, 25, 5);

    assertThat(bent.at(26, Measure.NIQE)).isCloseTo(6.5, within(1e-9));
  }

  @Test
  void refusesUnorderedPoints() {
    Quality quality = new Quality(1, 1, 1, 1);
    assertThatThrownBy(
            () ->
                new TradeOffCurve(
                    "x", List.of(new TradeOffPoint(1, quality), new TradeOffPoint(0, quality))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comparesFrontiers() {
    TradeOffCurve blend = curve(27, 9, 25, 6);

    FrontierComparison outside =
        FrontierComparison.of(curve(27, 8.5, 26, 6.5, 25, 6), blend, Measure.NIQE);
    assertThat(outside.worst()).isCloseTo(0, within(1e-9));
    assertThat(outside.largest()).isCloseTo(1, within(1e-9));
    // triangle of 0 to 1 on the left half, trapezium of 1 to 0.5 on the right one
    assertThat(outside.mean()).isCloseTo(0.625, within(0.01));
    assertThat(outside.isOnOrOutside(1e-9)).isTrue();
    assertThat(outside.uncontested()).isZero();

    FrontierComparison inside = FrontierComparison.of(curve(27, 9.2, 25, 6), blend, Measure.NIQE);
    assertThat(inside.worst()).isCloseTo(-0.2, within(1e-9));
    assertThat(inside.isOnOrOutside(0.1)).isFalse();
    assertThat(inside.isOnOrOutside(0.3)).isTrue();
  }

  @Test
  void rivalOutOfReachIsNotCompared() {
    TradeOffCurve blend = curve(26, 8, 25, 6);

    FrontierComparison above = FrontierComparison.of(curve(28, 9, 26, 8), blend, Measure.NIQE);
    assertThat(above.uncontested()).isCloseTo(100.0 / 101, within(1e-9));
    assertThat(above.worst()).isZero();

    // The rival's 6 at 25 dB costs less fidelity than anything the curve has at 24 dB.
    FrontierComparison below = FrontierComparison.of(curve(25, 6, 24, 6.5), blend, Measure.NIQE);
    assertThat(below.worst()).isCloseTo(-0.5, within(1e-9));
    assertThat(below.uncontested()).isZero();
  }

  @Test
  void meansLeaveOutWhatIsUndefined() {
    Quality mean =
        Quality.mean(
            List.of(new Quality(20, 0.5, Double.NaN, 1), new Quality(30, 0.7, 4, Double.NaN)));

    assertThat(mean).isEqualTo(new Quality(25, 0.6, 4, 1));
    assertThat(Quality.mean(List.of()).psnr()).isNaN();
  }
}
