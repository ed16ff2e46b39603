package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScreenColorsTest {
  /** Adobe RGB (1998): gamma 563/256, D65 white, a wider green. */
  private static final ColorProfile WIDE =
      ColorProfile.of(
          MatrixProfile.of(
              "wide", 2.19921875, new double[] {.3127, .329, .64, .33, .21, .71, .15, .06}));

  private static RgbImage photo(ColorProfile profile) {
    SamplePlane plane = SamplePlane.of(new byte[4]);
    return RgbImage.rgb(
        2, 2, plane, plane, plane, null, new Metadata(profile, null, null, null, 0));
  }

  @Test
  void srgbNeedsNothing() {
    assertThat(ScreenColors.of(photo(ColorProfile.of(Profiles.SRGB.getData())))).isNull();
  }

  @Test
  void convertsAsTheProfileSays() {
    ScreenColors colors = ScreenColors.of(photo(WIDE));
    assertThat(colors).isNotNull();
    ColorConversion exact = ColorConversion.toSrgb(WIDE);
    Random random = new Random(1);
    int count = 3000;
    int[] pixels = new int[count];
    float[][] planes = new float[3][count];
    for (int i = 0; i < count; i++) {
      pixels[i] = 0xff000000 | random.nextInt(1 << 24);
      for (int c = 0; c < 3; c++) {
        planes[c][i] = (pixels[i] >> (16 - 8 * c) & 0xff) / 255f;
      }
    }
    pixels[0] = 0xffffffff;
    pixels[1] = 0xff000000;
    for (int c = 0; c < 3; c++) {
      planes[c][0] = 1;
      planes[c][1] = 0;
    }
    colors.convert(pixels, 0, count);
    exact.convert(planes[0], planes[1], planes[2], 0, count);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < 3; c++) {
        sum += Math.abs((pixels[i] >> (16 - 8 * c) & 0xff) - 255 * planes[c][i]);
      }
    }
    assertThat(sum / (3 * count)).isLessThan(0.6);
    assertThat(pixels[0]).isEqualTo(0xffffffff);
    assertThat(pixels[1]).isEqualTo(0xff000000);
  }
}
