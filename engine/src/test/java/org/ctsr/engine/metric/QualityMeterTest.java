package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QualityMeterTest {
  private static MeasuredImage withCorner(int width, float corner) {
    float[] plane = new float[width * 20];
    plane[0] = corner;
    return MeasuredImage.of(width, 20, plane, plane, plane);
  }

  private static Quality measure(int border, MeasuredImage result, MeasuredImage truth)
      throws MetricException {
    try (QualityMeter.Reference reference = new QualityMeter(border, null, null).reference(truth)) {
      return reference.measure(result);
    }
  }

  @Test
  void leavesTheBorderOut() throws MetricException {
    MeasuredImage truth = withCorner(24, 0);
    MeasuredImage result = withCorner(24, 1);

    Quality inner = measure(4, result, truth);
    Quality whole = measure(0, result, truth);

    assertThat(inner.psnr()).isInfinite();
    assertThat(inner.ssim()).isEqualTo(1);
    // 219 in one of 480 pixels
    assertThat(whole.psnr())
        .isCloseTo(10 * Math.log10(255 * 255 * 480 / (219.0 * 219)), within(1e-9));
    assertThat(inner.niqe()).isNaN();
    assertThat(inner.featureDistance()).isNaN();
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertThatThrownBy(() -> measure(4, withCorner(24, 0), withCorner(20, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("24x20 and 20x20");
    assertThatThrownBy(() -> new QualityMeter(-1, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
