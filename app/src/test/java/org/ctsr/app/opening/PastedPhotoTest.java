package org.ctsr.app.opening;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.ctsr.engine.image.RgbImage;
import org.junit.jupiter.api.Test;

class PastedPhotoTest {
  @Test
  void isConvertedOnceAndWhenItIsWanted() throws Exception {
    WritableImage picture = new WritableImage(3, 2);
    PastedPhoto pasted = new PastedPhoto("pasted.png", picture);
    picture.getPixelWriter().setColor(1, 1, Color.RED);
    RgbImage first = pasted.open().image();
    float[] red = new float[6];
    first.readRegion(0, 0, 0, 3, 2, red, 0, 3);
    // What is hidden takes the colour of what is not.
    assertThat(red).containsOnly(1);
    float[] alpha = new float[6];
    first.readRegion(RgbImage.ALPHA, 0, 0, 3, 2, alpha, 0, 3);
    assertThat(alpha).containsExactly(0, 0, 0, 0, 1, 0);
    assertThat(pasted.open().image()).isSameAs(first);
  }
}
