package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HalfSizeTest {
  @Test
  void anImpulseShowsTheKernel() {
    double[] plane = new double[16 * 16];
    plane[8 * 16 + 8] = 1;

    double[] half = HalfSize.of(plane, 16, 16);

    // Keys' cubic (a = -1/2) at 0.25, 0.75, 1.25, 1.75, halved: MATLAB's imresize kernel at 0.5.
    double[] taps = {0.43359375, 0.11328125, -0.03515625, -0.01171875};
    assertThat(half[4 * 8 + 4]).isCloseTo(taps[0] * taps[0], within(1e-12));
    assertThat(half[4 * 8 + 3]).isCloseTo(taps[0] * taps[1], within(1e-12));
    assertThat(half[5 * 8 + 2]).isCloseTo(taps[2] * taps[3], within(1e-12));
    assertThat(half[5 * 8 + 5]).isCloseTo(taps[2] * taps[2], within(1e-12));
  }

  @Test
  void keepsAFlatPlaneExactlyFlat() {
    double[] plane = new double[12 * 10];
    java.util.Arrays.fill(plane, 201);

    double[] half = HalfSize.of(plane, 12, 10);

    assertThat(half).hasSize(6 * 5).containsOnly(half[0]);
    assertThat(half[0]).isCloseTo(201, within(1e-9));
  }
}
