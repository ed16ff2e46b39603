package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiddenColorsTest {
  /** Left half visible and bright, right half transparent and black. */
  private static RgbImage halfHidden(boolean hidden) {
    byte[] color = new byte[16 * 8];
    byte[] alpha = new byte[16 * 8];
    for (int i = 0; i < color.length; i++) {
      boolean left = i % 16 < 8;
      color[i] = (byte) (left ? 200 : 0);
      alpha[i] = (byte) (left || !hidden ? 255 : 0);
    }
    return RgbImage.rgb(
        16,
        8,
        SamplePlane.of(color),
        SamplePlane.of(color.clone()),
        SamplePlane.of(color.clone()),
        SamplePlane.of(alpha),
        Metadata.NONE);
  }

  @Test
  void transparentPixelsTakeTheColoursAroundThem() throws Exception {
    RgbImage filled = HiddenColors.fill(halfHidden(true));
    float[] red = new float[16 * 8];
    filled.readRegion(0, 0, 0, 16, 8, red, 0, 16);
    for (float value : red) {
      assertThat(value * 255).isBetween(199f, 201f);
    }
    float[] alpha = new float[16 * 8];
    filled.readRegion(RgbImage.ALPHA, 0, 0, 16, 8, alpha, 0, 16);
    assertThat(alpha[15]).isZero();
  }

  @Test
  void aPhotoThatHidesNothingIsLeftAlone() throws Exception {
    RgbImage visible = halfHidden(false);
    assertThat(HiddenColors.fill(visible)).isSameAs(visible);
  }

  @Test
  void aWhollyTransparentPhotoWorks() throws Exception {
    RgbImage photo =
        RgbImage.grey(
            3, 5, SamplePlane.of(new byte[15]), SamplePlane.of(new byte[15]), Metadata.NONE);
    assertThat(HiddenColors.fill(photo).isGrey()).isTrue();
  }
}
