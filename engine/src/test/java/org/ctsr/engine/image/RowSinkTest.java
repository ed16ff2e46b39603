package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSinkTest {
  /** 2.2 and 2.9 gigasamples: arrays and sample models of Java hold fewer. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void picturesOfMoreSamplesThanAnArrayHoldsCanBeRead(int bands) {
    int width = 30_000;
    int height = 24_000;
    int[] offsets = new int[bands];
    Arrays.setAll(offsets, band -> band);
    ImageTypeSpecifier type =
        ImageTypeSpecifier.createInterleaved(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            offsets,
            DataBuffer.TYPE_BYTE,
            bands == 4,
            false);
    List<String> taken = new ArrayList<>();
    RowSink sink =
        new RowSink(
            type,
            width,
            height,
            (image, x, y, w, h) ->
                taken.add(
                    x + "," + y + " " + w + "x" + h + " " + image.getRaster().getSample(9, 0, 2)));
    BufferedImage destination = sink.asImage();
    assertThat(destination.getWidth()).isEqualTo(width);
    assertThat(destination.getHeight()).isEqualTo(height);
    BufferedImage row = type.createBufferedImage(width, 1);
    row.getRaster().setSample(9, 0, 2, 77);
    destination.getRaster().setDataElements(0, height - 1, row.getRaster());
    assertThat(taken).containsExactly("0," + (height - 1) + " " + width + "x1 77");
  }
}
