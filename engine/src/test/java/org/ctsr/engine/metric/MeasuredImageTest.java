package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.junit.jupiter.api.Test;

class MeasuredImageTest {
  @Test
  void lumaSpansStudioRange() {
    float[] red = {0, 1, 1};
    float[] green = {0, 1, 0};
    float[] blue = {0, 1, 0};

    double[] luma = MeasuredImage.of(3, 1, red, green, blue).luma().values();

    assertThat(luma[0]).isEqualTo(16);
    assertThat(luma[1]).isCloseTo(235, within(1e-9));
    assertThat(luma[2]).isCloseTo(81.481, within(1e-9));
  }

  @Test
  void clampsAndRoundsToEightBits() {
    float[] plane = {-0.2f, 1.7f, 0.5f, 100.4f / 255};

    MeasuredImage image = MeasuredImage.of(4, 1, plane, plane, plane);

    assertThat(image.sample(0, 0, 0)).isZero();
    assertThat(image.sample(1, 1, 0)).isEqualTo(255);
    assertThat(image.sample(2, 2, 0)).isEqualTo(128);
    assertThat(image.sample(2, 3, 0)).isEqualTo(100);
  }

  @Test
  void roundsSixteenBitPhotosAndKeepsEightBitOnes() {
    SamplePlane fine = SamplePlane.of(new short[] {(short) 65535, 257 * 7 + 100});
    SamplePlane coarse = SamplePlane.of(new byte[] {(byte) 200, 3});

    MeasuredImage deep = MeasuredImage.of(RgbImage.grey(2, 1, fine, null, Metadata.NONE));
    MeasuredImage plain =
        MeasuredImage.of(RgbImage.rgb(2, 1, coarse, fine, fine, null, Metadata.NONE));

    assertThat(deep.sample(2, 0, 0)).isEqualTo(255);
    assertThat(deep.sample(0, 1, 0)).isEqualTo(7);
    assertThat(plain.sample(0, 0, 0)).isEqualTo(200);
    assertThat(plain.sample(0, 1, 0)).isEqualTo(3);
  }

  @Test
  void cropsTheBorder() {
    float[] plane = new float[5 * 4];
    plane[1 * 5 + 1] = 1;
    plane[2 * 5 + 3] = 1;

    MeasuredImage inner = MeasuredImage.of(5, 4, plane, plane, plane).withoutBorder(1);

    assertThat(inner.width()).isEqualTo(3);
    assertThat(inner.height()).isEqualTo(2);
    assertThat(inner.sample(0, 0, 0)).isEqualTo(255);
    assertThat(inner.sample(0, 2, 1)).isEqualTo(255);
    assertThat(inner.sample(0, 1, 0)).isZero();
    assertThatThrownBy(() -> inner.withoutBorder(1)).hasMessageContaining("3x2");
  }
}
