package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.junit.jupiter.api.Test;

class PictureTest {
  @Test
  void aReducedPictureIsTheMeanOfWhatItCovers() {
    byte[] checks = new byte[40 * 20];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = (byte) ((i % 40 + i / 40) % 2 == 0 ? 200 : 100);
    }
    RgbImage photo = RgbImage.grey(40, 20, SamplePlane.of(checks), null, Metadata.NONE);
    Picture small = Picture.reduced(photo, 10);
    assertThat(small.width()).isEqualTo(10);
    assertThat(small.height()).isEqualTo(5);
    assertThat(small.argb()).containsOnly(0xff969696);
    assertThat(Picture.reduced(photo, 100).width()).isEqualTo(40);
  }

  @Test
  void whatIsTransparentShowsGrey() {
    RgbImage logo =
        RgbImage.grey(
            2,
            1,
            SamplePlane.of(new byte[2]),
            SamplePlane.of(new byte[] {0, (byte) 255}),
            Metadata.NONE);
    assertThat(Picture.reduced(logo, 2).argb()).containsExactly(0xff808080, 0xff000000);
    assertThat(Picture.reduced(logo, 1).argb()).containsExactly(0xff404040);
  }
}
