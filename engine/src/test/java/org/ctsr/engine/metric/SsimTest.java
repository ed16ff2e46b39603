package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SsimTest {
  private static LumaPlane flat(double value) {
    double[] values = new double[20 * 15];
    Arrays.fill(values, value);
    return new LumaPlane(20, 15, values);
  }

  @Test
  void flatPlanesDifferInLuminanceAlone() {
    double c1 = 6.5025;
    double expected = (2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1);

    assertThat(Ssim.between(flat(100), flat(120))).isCloseTo(expected, within(1e-9));
  }

  @Test
  void onePixelSeenThroughTheWindow() {
    // An 11x11 plane has one window; of a plane that is 0 but for its centre only moments remain.
    double[] spike = new double[121];
    spike[60] = 100;
    double[] taps = new double[11];
    double sum = 0;
    for (int i = 0; i < 11; i++) {
      taps[i] = Math.exp(-(i - 5) * (i - 5) / 4.5);
      sum += taps[i];
    }
    double weight = taps[5] / sum * taps[5] / sum;
    double mean = weight * 100;
    double variance = weight * 100 * 100 - mean * mean;
    double c1 = 6.5025;
    double c2 = 58.5225;
    double expected = c1 / (mean * mean + c1) * c2 / (variance + c2);

    double found =
        Ssim.between(new LumaPlane(11, 11, spike), new LumaPlane(11, 11, new double[121]));

    assertThat(found).isCloseTo(expected, within(1e-12));
  }

  @Test
  void isOneForEqualAndSymmetric() {
    Random random = new Random(1);
    LumaPlane a = new LumaPlane(30, 30, random.doubles(900, 16, 235).toArray());
    LumaPlane b = new LumaPlane(30, 30, random.doubles(900, 16, 235).toArray());

    assertThat(Ssim.between(a, a)).isCloseTo(1, within(1e-12));
    assertThat(Ssim.between(a, b)).isCloseTo(Ssim.between(b, a), within(1e-12)).isLessThan(0.2);
  }

  @Test
  void isUndefinedBelowItsWindow() {
    LumaPlane small = new LumaPlane(10, 40, new double[400]);

    assertThat(Ssim.between(small, small)).isNaN();
  }
}
