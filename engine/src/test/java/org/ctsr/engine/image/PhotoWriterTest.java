package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhotoWriterTest {
  private static final double[] ADOBE_RGB = {0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06};
  private static final ResultTag TAG =
      new ResultTag("CTSR Studio 0.1.0", "ctsr-compact-x4", "1", "abc123", 0.35, 4);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static RowSource flat(int width, int height, float value) {
    return new TestRows(width, height, false, false, (c, x, y) -> value);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  // ---- samples

  @ParameterizedTest
  @CsvSource({"8, 255", "16, 65535"})
  void samplesAreRoundedToNearestAndClamped(int bits, int max) throws Exception {
    float[] values = {
      0, 0.4f / max, 0.6f / max, 100.49f / max, 100.51f / max, 1, 1.5f, -0.2f, Float.NaN
    };
    int[] expected = {0, 0, 1, 100, 101, max, max, 0, 0};
    Path file = folder.resolve("a.png");
    PhotoWriter.write(
        new TestRows(values.length, 1, true, false, (c, x, y) -> values[x]),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.PNG).withBitDepth(bits),
        file);
    RgbImage back = PhotoReader.read(file, ReadLimits.DEFAULT);
    float[] row = new float[values.length];
    back.readRegion(0, 0, 0, row.length, 1, row, 0, row.length);
    for (int i = 0; i < row.length; i++) {
      assertThat(Math.round(row[i] * max)).isEqualTo(expected[i]);
    }
  }

  @Test
  void alphaOnJpegIsPlacedOnWhite() throws Exception {
    Path file = folder.resolve("a.jpg");
    WriteResult result =
        PhotoWriter.write(
            new TestRows(16, 16, false, true, (c, x, y) -> c == 3 ? 0.25f : 0),
            Metadata.NONE,
            WriteSettings.of(OutputFormat.JPEG),
            file);
    assertThat(result.warnings()).hasSize(1).first().asString().contains("placed on white");
    float[] value = new float[1];
    PhotoReader.read(file, ReadLimits.DEFAULT).readRegion(1, 8, 8, 1, 1, value, 0, 1);
    assertThat(value[0]).isCloseTo(0.75f, offset(0.01f));
  }

  @Test
  void jpegOptionsReachTheFile() throws Exception {
    RgbImage noise = RoundTripTest.picture(64, 64, 8, false, false);
    long[] sizes = new long[4];
    for (int i = 0; i < 4; i++) {
      Path file = folder.resolve(i + ".jpg");
      PhotoWriter.write(
          new PhotoRows(noise),
          Metadata.NONE,
          WriteSettings.of(OutputFormat.JPEG).withJpeg(i == 1 ? 50 : 90, i != 2, i == 3),
          file);
      sizes[i] = Files.size(file);
      byte[] bytes = Files.readAllBytes(file);
      int sof = i == 3 ? 0xc2 : 0xc0;
      int at = 0;
      while ((bytes[at] & 0xff) != 0xff || (bytes[at + 1] & 0xff) != sof) {
        at++;
      }
      assertThat(bytes[at + 11]).isEqualTo((byte) (i == 2 ? 0x22 : 0x11));
    }
    assertThat(sizes[1]).isLessThan(sizes[0]);
    assertThat(sizes[2]).isLessThan(sizes[0]);
  }

  // ---- memory

  /** 400 megapixels through each writer, holding only some rows. */
  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void rowsAreNotCollected(OutputFormat format) throws Exception {
    int width = 50;
    int height = format == OutputFormat.JPEG ? 65_000 : 200_000;
    int[] pulled = {0};
    RowSource rows =
        new TestRows(width, height, false, false, (c, x, y) -> (x + y) % 256 / 255f) {
          @Override
          public void nextRow(float[][] row) {
            super.nextRow(row);
            pulled[0]++;
          }
        };
    RowImage.Watch watch = new RowImage.Watch();
    try (RowImage.Watch installed = watch.install()) {
      PhotoWriter.write(rows, Metadata.NONE, WriteSettings.of(format), folder.resolve("a"));
      assertThat(installed).isSameAs(watch);
    }
    assertThat(pulled[0]).isEqualTo(height);
    assertThat(watch.mostRows()).isBetween(1, 4096);
  }
}
