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
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.render.RealnessMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThatThrownBy(() -> RealnessMaskFile.read(mask, photo, PHOTO, 4, limits, warnings::add))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("mask.png")
        .hasMessageContaining("more than the limit");
    RealnessMaskFile.read(mask, photo, PHOTO, 4, limits.withMaxPixels(800), warnings::add);
    assertThat(warnings).isEmpty();
  }

  @Test
  void readingCanBeCancelled() throws IOException {
    Path mask = mask("mask.png", 20, 10);
    assertThatThrownBy(
            () ->
                RealnessMaskFile.read(
                    mask, photo, PHOTO, 4, ReadLimits.DEFAULT, warnings::add, () -> true))
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
    RealnessMap map =
        RealnessMaskFile.read(mask, photo, PHOTO, 4, ReadLimits.DEFAULT, warnings::add);
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
    RealnessMaskFile.read(misnamed, photo, PHOTO, 4, ReadLimits.DEFAULT, warnings::add);
    assertThat(warnings).hasSize(1).first().asString().startsWith(misnamed + ": is a PNG file");
  }

  private RealnessMap read(BufferedImage picture, RgbImage of, double scale) throws IOException {
    Path mask = folder.resolve("any.png");
    ImageIO.write(picture, "png", mask.toFile());
    return RealnessMaskFile.read(mask, of, PHOTO, scale, ReadLimits.DEFAULT, warnings::add);
  }

  @Test
  void aSmallerMaskIsInterpolated() throws IOException {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(1, 0, 0, 255);
    float[] row = new float[5];
    read(picture, photo, 4).sampleRow(0.5, 0, 0.25, row, 5);
    assertThat(row).containsExactly(new float[] {0, 0, 0.5f, 1, 1}, within(1e-6f));
  }

  @Test
  void whatIsFinerThanTheResultIsAveraged() throws IOException {
    BufferedImage picture = new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 40; x += 2) {
        picture.getRaster().setSample(x, y, 0, 255);
      }
    }
    float[] row = new float[20];
    RealnessMap map = read(picture, photo, 1);
    assertThat(map.width()).isEqualTo(20);
    map.sampleRow(0.05, 0.025, 0.05, row, 20);
    assertThat(row).containsOnly(new float[] {0.5f}, within(1e-6f));
    assertThat(read(picture, photo, 4).width()).isEqualTo(40);
  }

  /** A photo's mask is saved by the window with a longest side of 1536 pixels. */
  @ParameterizedTest
  @CsvSource({"4001, 2999, 1536, 1151", "4000, 17, 1536, 7", "20, 10, 21, 10", "20, 10, 7, 4"})
  void theShapeMayBeOffByLessThanAPixel(int width, int height, int maskWidth, int maskHeight)
      throws IOException {
    RgbImage large =
        RgbImage.grey(width, height, SamplePlane.of(new byte[width * height]), null, Metadata.NONE);
    BufferedImage picture = new BufferedImage(maskWidth, maskHeight, BufferedImage.TYPE_BYTE_GRAY);
    assertThat(read(picture, large, 4).width()).isEqualTo(maskWidth);
  }

  @ParameterizedTest
  @CsvSource({"20, 20", "22, 10", "10, 20", "1536, 770"})
  void anotherShapeIsRefused(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    assertThatThrownBy(() -> read(picture, photo, 4))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining(
            "is "
                + width
                + "x"
                + height
                + ", but a mask for photo.png must have the shape of 20x10, at any size");
  }
}
