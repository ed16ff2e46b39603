package org.ctsr.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IconFilesTest {
  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32, 48, 64, 128, 256})
  void theWindowsIconsAreTheOnesPaintedHere(int size) throws IOException {
    BufferedImage committed =
        ImageIO.read(WindowIcons.file(Path.of(System.getProperty("ctsr.root")), size).toFile());
    BufferedImage painted = IconPainter.paint(size);
    assertThat(committed.getWidth()).isEqualTo(size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        // Versions of Java smooth edges a little differently.
        assertThat(difference(committed.getRGB(x, y), painted.getRGB(x, y)))
            .as("pixel %d, %d", x, y)
            .isLessThanOrEqualTo(8);
      }
    }
  }

  private static int difference(int argb, int other) {
    int largest = Math.abs((argb >>> 24) - (other >>> 24));
    if (argb >>> 24 > 128) {
      for (int shift = 0; shift < 24; shift += 8) {
        largest = Math.max(largest, Math.abs((argb >> shift & 0xff) - (other >> shift & 0xff)));
      }
    }
    return largest;
  }

  @Test
  void theIconHasTransparentCornersAndALightThumb() {
    BufferedImage icon = IconPainter.paint(256);
    assertThat(icon.getRGB(0, 0) >>> 24).isZero();
    assertThat(icon.getRGB(154, 128)).isEqualTo(0xfff4f4f4);
  }

  @Test
  void icoHoldsAPictureForEachEntry() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(IconFiles.ico()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.getShort(0)).isZero();
    assertThat(file.getShort(2)).isEqualTo((short) 1);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < file.getShort(4); i++) {
      int entry = 6 + 16 * i;
      byte[] png = new byte[file.getInt(entry + 8)];
      file.get(file.getInt(entry + 12), png);
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(file.get(entry) & 0xff).isEqualTo(picture.getWidth() % 256);
      sizes.add(picture.getWidth());
    }
    assertThat(sizes).containsExactly(16, 24, 32, 48, 64, 128, 256);
  }

  @Test
  void icnsIsAChainOfPictures() throws IOException {
    byte[] bytes = IconFiles.icns();
    ByteBuffer file = ByteBuffer.wrap(bytes);
    assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("icns");
    assertThat(file.getInt(4)).isEqualTo(bytes.length);
    List<Integer> sizes = new ArrayList<>();
    int at = 8;
    while (at < bytes.length) {
      int length = file.getInt(at + 4);
      sizes.add(ImageIO.read(new ByteArrayInputStream(bytes, at + 8, length - 8)).getWidth());
      at += length;
    }
    assertThat(at).isEqualTo(bytes.length);
    assertThat(sizes).containsExactly(16, 32, 64, 128, 256, 512, 1024);
  }
}
