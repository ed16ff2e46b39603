package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /** A picture that uses the whole range, different in each channel. */
  static RgbImage picture(int width, int height, int bits, boolean grey, boolean alpha) {
    SamplePlane[] planes = new SamplePlane[(grey ? 1 : 3) + (alpha ? 1 : 0)];
    int max = (1 << bits) - 1;
    int[] samples = new int[width * height];
    for (int band = 0; band < planes.length; band++) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (int) ((i * 2654435761L + band * 40503L) >>> 7) & max;
      }
      samples[0] = 0;
      samples[samples.length - 1] = max;
      planes[band] =
          bits == 8
              ? SamplePlane.of(new byte[samples.length])
              : SamplePlane.of(new short[samples.length]);
      planes[band].put(0, samples.length, samples, 0);
    }
    SamplePlane last = alpha ? planes[planes.length - 1] : null;
    return grey
        ? RgbImage.grey(width, height, planes[0], last, Metadata.NONE)
        : RgbImage.rgb(width, height, planes[0], planes[1], planes[2], last, Metadata.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "PNG, 8, false, false",
    "PNG, 8, false, true",
    "PNG, 8, true, false",
    "PNG, 8, true, true",
    "PNG, 16, false, false",
    "PNG, 16, false, true",
    "PNG, 16, true, false",
    "PNG, 16, true, true",
    "TIFF, 8, false, false",
    "TIFF, 8, false, true",
    "TIFF, 8, true, false",
    "TIFF, 8, true, true",
    "TIFF, 16, false, false",
    "TIFF, 16, false, true",
    "TIFF, 16, true, false",
    "TIFF, 16, true, true",
  })
  void losslessFormatsReturnEverySample(OutputFormat format, int bits, boolean grey, boolean alpha)
      throws Exception {
    for (int[] size : new int[][] {{1, 1}, {1, 7}, {9, 1}, {37, 150}}) {
      RgbImage image = picture(size[0], size[1], bits, grey, alpha);
      Path file = folder.resolve(size[0] + "x" + size[1] + "." + format.extension());
      WriteResult result =
          PhotoWriter.write(
              TestRows.of(image), Metadata.NONE, WriteSettings.of(format).withBitDepth(bits), file);
      assertThat(result.file()).isEqualTo(file);
      List<String> warnings = new ArrayList<>();
      RgbImage back = PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
      assertThat(warnings).isEmpty();
      assertThat(back.isGrey()).isEqualTo(grey);
      assertThat(back.hasAlpha()).isEqualTo(alpha);
      assertThat(back.bitDepth()).isEqualTo(bits);
      assertThat(back.digest()).isEqualTo(image.digest());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jpegKeepsSmoothPictures(boolean grey) throws Exception {
    TestRows.Picture ramp = (c, x, y) -> (x + y) / 80f * (grey ? 1 : 1 - 0.3f * c);
    Path file = folder.resolve("a.jpg");
    PhotoWriter.write(
        new TestRows(48, 32, grey, false, ramp),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.JPEG).withJpegQuality(95),
        file);
    RgbImage back = PhotoReader.read(file, ReadLimits.DEFAULT);
    assertThat(back.isGrey()).isEqualTo(grey);
    float[] value = new float[1];
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 48; x++) {
        for (int c = 0; c < 3; c++) {
          back.readRegion(c, x, y, 1, 1, value, 0, 1);
          assertThat(value[0])
              .isCloseTo(
                  ramp.value(grey ? 0 : c, x, y), org.assertj.core.data.Offset.offset(0.03f));
        }
      }
    }
  }
}
