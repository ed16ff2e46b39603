package org.ctsr.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.RgbImage;
import org.junit.jupiter.api.Test;

class DegradationPreviewTest {
  private final RgbImage photo = TestPhotos.photo(400, 300, 5);

  @Test
  void withoutDegradationsOnlyTheSizeChanges() {
    DegradationPreview.Example example =
        new DegradationPreview(Settings.clean()).of(photo, 0.5, 0.5, 1, 24, 3);
    assertThat(example.small().width()).isEqualTo(24);
    assertThat(example.sharp().width()).isEqualTo(96);
    assertThat(mean(example.small())).isCloseTo(mean(example.sharp()), within(0.01));
  }

  @Test
  void theSameNumberGivesTheSameExampleAndAnotherOneAnother() {
    DegradationPreview preview = new DegradationPreview(Settings.degradation(0));
    String first = preview.of(photo, 0.5, 0.5, 1, 24, 3).small().digest();
    assertThat(preview.of(photo, 0.5, 0.5, 1, 24, 3).small().digest()).isEqualTo(first);
    assertThat(preview.of(photo, 0.5, 0.5, 1, 24, 4).small().digest()).isNotEqualTo(first);
  }

  @Test
  void tooSmallAPhotoIsRefused() {
    RgbImage small = TestPhotos.photo(100, 300, 5);
    assertThat(DegradationPreview.smallestPhoto(24)).isEqualTo(160);
    assertThatThrownBy(() -> new DegradationPreview(Settings.clean()).of(small, 0, 0, 1, 24, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100x300");
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  private static double mean(RgbImage image) {
    float[] values = new float[image.width() * image.height()];
    image.readRegion(1, 0, 0, image.width(), image.height(), values, 0, image.width());
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
