package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BigTiffTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<String> warnings = new ArrayList<>();

  private Path write(RgbImage image, Metadata metadata, int bits) throws Exception {
    Path file = folder.resolve("a.tif");
    Files.deleteIfExists(file);
    ResultMetadata blocks =
        ResultMetadata.of(metadata, image.width(), image.height(), null, warnings);
    try (FileImageOutputStream output = new FileImageOutputStream(file.toFile())) {
      new TiffEncoder(0)
          .encode(
              new PhotoRowSource(image),
              blocks,
              WriteSettings.of(OutputFormat.TIFF).withBitDepth(bits),
              output,
              warnings);
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"8, false, false", "8, true, true", "16, false, true", "16, true, false"})
  void returnsEverySample(int bits, boolean grey, boolean alpha) throws Exception {
    // One strip, and many.
    for (int[] size : new int[][] {{5, 3}, {700, 900}}) {
      RgbImage image = RoundTripTest.picture(size[0], size[1], bits, grey, alpha);
      Path file = write(image, Metadata.NONE, bits);
      assertThat(Files.readAllBytes(file)).startsWith('I', 'I', '+', 0, 8, 0, 0, 0);
      RgbImage back = PhotoReader.read(file, ReadLimits.DEFAULT);
      assertThat(back.digest()).isEqualTo(image.digest());
      assertThat(back.bitDepth()).isEqualTo(bits);
    }
  }

  @Test
  void carriesTags() throws Exception {
    Metadata before = PhotoWriterTest.metadata();
    Path file = write(RoundTripTest.picture(40, 30, 8, false, false), before, 8);
    assertThat(warnings).hasSize(1).first().asString().contains("BigTIFF");
    List<String> problems = new ArrayList<>();
    Metadata after = PhotoReader.read(file, ReadLimits.DEFAULT, problems::add).metadata();
    assertThat(problems).isEmpty();
    assertThat(after.colorProfile()).isEqualTo(before.colorProfile());
    assertThat(after.iptc()).isEqualTo(before.iptc());
    assertThat(after.dotsPerInch()).isEqualTo(300);
    ExifBlock exif =
        Objects.requireNonNull(ExifBlock.parse(Objects.requireNonNull(after.exif()), 100_000));
    assertThat(exif.bytes(271)).isEqualTo(new byte[] {'M', 'a', 'k', 'e', 'r', 0});
    assertThat(ExifNumbers.of(Objects.requireNonNull(after.exif()), ExifNumbers.PIXEL_X))
        .isEqualTo(40);
  }

  @Test
  void anOrdinaryTiffStaysOne() throws Exception {
    Path file = folder.resolve("b.tif");
    RgbImage image = RoundTripTest.picture(40, 30, 8, false, false);
    PhotoWriter.write(
        new PhotoRowSource(image), Metadata.NONE, WriteSettings.of(OutputFormat.TIFF), file);
    assertThat(Files.readAllBytes(file)).startsWith('I', 'I', '*', 0);
  }
}
