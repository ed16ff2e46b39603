package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
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
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textThatIsNotUtf8StaysAsItIs(boolean bigEndian) throws Exception {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] exif = ExifTextTest.exif(order, "ASCII\0\0\0Gr\u00fc\u00dfe".getBytes(ISO_8859_1));
    Path file =
        write(
            RoundTripTest.picture(4, 3, 8, false, false),
            new Metadata(null, exif, null, null, 0),
            8);
    Metadata after = PhotoReader.read(file, ReadLimits.DEFAULT).metadata();
    ExifBlock block =
        Objects.requireNonNull(ExifBlock.parse(Objects.requireNonNull(after.exif()), 100_000));
    assertThat(block.bytes(33432)).containsExactly(0xa9, ' ', 'M', 'e', 0);
    String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
    assertThat(bytes).contains("Gr\u00fc\u00dfe", "\u00a9 Me");
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
