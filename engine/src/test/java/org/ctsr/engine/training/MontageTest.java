package org.ctsr.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ctsr.engine.metric.MeasuredImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MontageTest {
  private static MeasuredImage white(int side) {
    float[][] planes = new float[3][side * side];
    for (float[] plane : planes) {
      Arrays.fill(plane, 1);
    }
    return MeasuredImage.of(side, side, planes);
  }

  @ParameterizedTest
  @CsvSource({
    "12, 96, 576, 192", // as it always was
    "4, 200, 768, 192", // whole blocks alone
    "20, 96, 480, 384",
    "7, 96, 96, 672",
    "7, 80, 480, 80", // a single column would hold no block
    "1, 96, 96, 96",
  })
  void noPlaceStaysEmpty(int count, int side, int width, int height) {
    Montage montage = new Montage(count);
    for (int i = 0; i < count; i++) {
      montage.add(white(side));
    }
    MeasuredImage picture = montage.picture();
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    for (float value : picture.toPlanar()) {
      assertThat(value).isEqualTo(1f);
    }
  }
}
