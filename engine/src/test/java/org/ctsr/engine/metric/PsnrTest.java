package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PsnrTest {
  private static LumaPlane plane(double... values) {
    return new LumaPlane(values.length, 1, values);
  }

  @Test
  void meanSquaredErrorOfOne() {
    // 20 log10(255)
    assertThat(Psnr.between(plane(10, 20), plane(11, 19))).isCloseTo(48.1308, within(1e-4));
    // one error of 2 in four pixels has the same mean square
    assertThat(Psnr.between(plane(10, 20, 30, 42), plane(10, 20, 30, 40)))
        .isCloseTo(48.1308, within(1e-4));
  }

  @Test
  void equalPlanesAreInfinitelyGood() {
    assertThat(Psnr.between(plane(1, 2), plane(1, 2))).isInfinite();
  }

  @Test
  void refusesDifferentSizes() {
    assertThatThrownBy(() -> Psnr.between(plane(1, 2), plane(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x1 and 1x1");
  }
}
