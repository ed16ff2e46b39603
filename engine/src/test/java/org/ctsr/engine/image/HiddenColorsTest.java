package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenColorsTest {
  /** Left half visible and bright, right half transparent and black. */
  private static RgbImage halfHidden(boolean hidden) {
    return withAlphaRight(hidden ? 0 : 255);
  }

  private static RgbImage withAlphaRight(int right) {
    byte[] color = new byte[16 * 8];
    byte[] alpha = new byte[16 * 8];
    for (int i = 0; i < color.length; i++) {
      boolean left = i % 16 < 8;
      color[i] = (byte) (left ? 200 : 0);
      alpha[i] = (byte) (left ? 255 : right);
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

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void nearlyTransparentPixelsDoToo(int alpha) throws Exception {
    RgbImage filled = HiddenColors.fill(withAlphaRight(alpha));
    float[] red = new float[16 * 8];
    filled.readRegion(0, 0, 0, 16, 8, red, 0, 16);
    for (float value : red) {
      assertThat(value * 255).isBetween(199f, 201f);
    }
    float[] kept = new float[16 * 8];
    filled.readRegion(RgbImage.ALPHA, 0, 0, 16, 8, kept, 0, 16);
    assertThat(kept[15] * 255).isEqualTo(alpha);
  }

  @Test
  void whatIsFaintlyVisibleKeepsItsColour() throws Exception {
    RgbImage faint = withAlphaRight(4);
    assertThat(HiddenColors.fill(faint)).isSameAs(faint);
  }

  @Test
  void fillingCanBeCancelledAtAnyRow() {
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () -> HiddenColors.fill(halfHidden(true), () -> asked.incrementAndGet() > 20))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(21);
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
