package org.ctsr.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.RealnessMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealnessMaskFileTest {
  private static final Path PHOTO = Path.of("photo.png");

  @TempDir Path folder;

  private final RgbImage photo = TestPhotos.photo(20, 10, 1);
  private final List<String> warnings = new ArrayList<>();

  private Path mask(String name, int width, int height) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    return file;
  }

  @Test
  void theLimitOnPixelsHoldsForTheMaskToo() throws IOException {
    Path mask = mask("mask.png", 40, 20);
    ReadLimits limits = ReadLimits.DEFAULT.withMaxPixels(799);
    assertThatThrownBy(() -> RealnessMaskFile.read(mask, photo, PHOTO, limits, warnings::add))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("mask.png")
        .hasMessageContaining("--max-pixels");
    RealnessMaskFile.read(mask, photo, PHOTO, limits.withMaxPixels(800), warnings::add);
    assertThat(warnings).isEmpty();
  }

  @Test
  void readingCanBeCancelled() throws IOException {
    Path mask = mask("mask.png", 20, 10);
    assertThatThrownBy(
            () ->
                RealnessMaskFile.read(
                    mask, photo, PHOTO, ReadLimits.DEFAULT, warnings::add, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void realnessIsTheMeanOfTheColours() throws IOException {
    BufferedImage picture = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0xffffff);
    picture.setRGB(1, 0, 0xff0000);
    picture.setRGB(3, 9, 0x333399);
    Path mask = folder.resolve("colours.png");
    ImageIO.write(picture, "png", mask.toFile());
    RealnessMap map = RealnessMaskFile.read(mask, photo, PHOTO, ReadLimits.DEFAULT, warnings::add);
    float[] row = new float[20];
    map.sampleRow(0.05, 0.025, 0.05, row, 20);
    assertThat(row[0]).isCloseTo(1f, within(1e-6f));
    assertThat(row[1]).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(row[2]).isZero();
    map.sampleRow(0.95, 0.025, 0.05, row, 20);
    assertThat(row[3]).isCloseTo((0x33 + 0x33 + 0x99) / 765f, within(1e-6f));
  }

  @Test
  void whatIsOddAboutTheMaskIsPassedOn() throws IOException {
    Path misnamed = mask("mask.jpg", 20, 10);
    RealnessMaskFile.read(misnamed, photo, PHOTO, ReadLimits.DEFAULT, warnings::add);
    assertThat(warnings).hasSize(1).first().asString().startsWith(misnamed + ": is a PNG file");
  }
}
