package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BicubicTest {
  private static MeasuredImage grey(int width, int height, float... values) {
    return MeasuredImage.of(width, height, values, values, values);
  }

  private static int[] row(MeasuredImage image, int y) {
    int[] row = new int[image.width()];
    for (int x = 0; x < row.length; x++) {
      row[x] = image.sample(1, x, y);
    }
    return row;
  }

  @Test
  void anImpulseShowsTheKernel() {
    float[] values = new float[7];
    values[3] = 0.4f;

    MeasuredImage large = Bicubic.enlarge(grey(7, 1, values), 2);

    // Keys' cubic with a = -3/4 at 0.25 and 0.75 is 0.87890625 and 0.26171875; the other two taps
    // are negative.
    assertThat(row(large, 0)).containsExactly(0, 0, 0, 0, 0, 27, 90, 90, 27, 0, 0, 0, 0, 0);
    assertThat(large.height()).isEqualTo(2);
    assertThat(row(large, 1)).isEqualTo(row(large, 0));
  }

  @Test
  void keepsFlatPicturesAndRepeatsBorders() {
    MeasuredImage large = Bicubic.enlarge(grey(1, 1, 0.6f), 4);

    assertThat(large.width()).isEqualTo(4);
    for (int y = 0; y < 4; y++) {
      assertThat(row(large, y)).containsOnly(153);
    }
  }
}
