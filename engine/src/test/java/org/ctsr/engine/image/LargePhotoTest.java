package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos whose samples are kept in a temporary file. */
class LargePhotoTest {
  private static final int WIDTH = 4000;
  private static final int HEIGHT = 6000;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private static float value(int channel, int x, int y) {
    return (channel + x / 500 + y / 500) % 4 / 3f;
  }

  private Path large(OutputFormat format) throws IOException {
    Path file = folder.resolve("a." + format.extension());
    PhotoWriter.write(
        new TestRows(WIDTH, HEIGHT, false, false, LargePhotoTest::value),
        Metadata.NONE,
        WriteSettings.of(format),
        file);
    return file;
  }

  /** 72 MB of samples in a heap of 40 MB. */
  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void memoryDoesNotGrowWithThePhoto(OutputFormat format) throws Exception {
    readInASmallHeap(LargeRead.class, large(format));
  }

  /** 200 MB of layers, which are not wanted, in a heap of 40 MB. */
  @Test
  void layersOfATiffAreNotLoaded() throws Exception {
    byte[] tiff =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .tag(271, "Maker")
            .tag(37724, new byte[5000])
            .picture(3, 2, 8, 3, 2, TiffBytes.NONE, 0, (b, x, y) -> x);
    int layers = 200_000_000;
    ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    for (int entry = 10; ; entry += 12) {
      if ((bytes.getShort(entry) & 0xffff) == 37724) {
        bytes.putInt(entry + 4, layers);
        break;
      }
    }
    Path file = Files.write(folder.resolve("a.tif"), tiff);
    try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
      longer.setLength(layers + tiff.length);
    }
    readInASmallHeap(LayeredRead.class, file);
  }

  private void readInASmallHeap(Class<?> reader, Path photo) throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                reader.getName(),
                photo.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    try (var left = Files.list(temporary)) {
      assertThat(left.filter(file -> file.toString().contains("ctsr"))).isEmpty();
    }
  }

  /** A child of the tests above. */
  static final class LayeredRead {
    private LayeredRead() {}

    public static void main(String[] args) throws IOException {
      RgbImage photo = PhotoReader.read(Path.of(args[0]), ReadLimits.DEFAULT);
      if (photo.width() != 3 || photo.metadata().exif() == null) {
        throw new IOException("not what was written");
      }
    }
  }

  /** A child of the tests above. */
  static final class LargeRead {
    private LargeRead() {}

    public static void main(String[] args) throws IOException {
      RgbImage photo = PhotoReader.read(Path.of(args[0]), ReadLimits.DEFAULT);
      float[] region = new float[64 * 64];
      for (int y = 218; y < HEIGHT; y += 500) {
        for (int x = 218; x < WIDTH; x += 500) {
          for (int c = 0; c < 3; c++) {
            photo.readRegion(c, x, y, 64, 64, region, 0, 64);
            for (float found : region) {
              if (Math.abs(found - value(c, x, y)) > 0.05f) {
                throw new IOException(found + " at " + x + "," + y + " of channel " + c);
              }
            }
          }
        }
      }
    }
  }

  /** Turning goes through blocks; here several of them. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void orientationIsTheSameAsOnTheHeap(int tag) throws Exception {
    Orientation orientation = Orientation.of(tag);
    Pixels held = pixels(Long.MAX_VALUE).oriented(orientation, Long.MAX_VALUE);
    Pixels filed = pixels(0).oriented(orientation, 0);
    assertThat(filed.toImage(Metadata.NONE).digest())
        .isEqualTo(held.toImage(Metadata.NONE).digest());
    // Turned back it is the same again.
    Orientation back = tag == 6 ? Orientation.of(8) : tag == 8 ? Orientation.of(6) : orientation;
    assertThat(filed.oriented(back, 0).toImage(Metadata.NONE).digest())
        .isEqualTo(pixels(Long.MAX_VALUE).toImage(Metadata.NONE).digest());
  }

  private static Pixels pixels(long heldBytes) throws IOException {
    Pixels pixels = new Pixels(3100, 1700, 8, 1, false, heldBytes);
    int[] row = new int[3100];
    for (int y = 0; y < 1700; y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = x * 31 + y * 7 & 255;
      }
      pixels.writeRow(0, y, row);
    }
    return pixels;
  }

  @Test
  void hiddenColoursAreFilledTheSame() throws Exception {
    Path file = folder.resolve("a.png");
    PhotoWriter.write(
        new TestRows(90, 70, false, true, (c, x, y) -> c == 3 ? x / 30 / 2f : value(c, 9 * x, y)),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.PNG).withBitDepth(16),
        file);
    RgbImage held = HiddenColors.fill(PhotoReader.read(file, ReadLimits.DEFAULT));
    RgbImage filed = HiddenColors.fill(PhotoReader.read(file, TestLimits.heldBytes(0)));
    assertThat(filed.isInFile()).isTrue();
    assertThat(filed.digest()).isEqualTo(held.digest());
  }

  @Test
  void noRoomIsNamed() {
    assertThatThrownBy(() -> PlaneFile.create(Long.MAX_VALUE >> 2))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("needs ")
        .hasMessageContainingAll("temporary space", "MiB free", "java.io.tmpdir");
  }

  @Test
  void aFolderForTemporaryFilesThatIsMissingIsNamed() throws Exception {
    Path missing = folder.resolve("missing");
    Path photo = folder.resolve("a.png");
    PhotoWriter.write(
        new TestRows(9, 7, false, false, LargePhotoTest::value),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.PNG),
        photo);
    String usual = Objects.requireNonNull(System.getProperty("java.io.tmpdir"));
    System.setProperty("java.io.tmpdir", missing.toString());
    try {
      assertThatThrownBy(() -> PhotoReader.read(photo, TestLimits.heldBytes(0)))
          .isInstanceOf(PhotoException.class)
          .hasMessageStartingWith(photo + ": needs a temporary file")
          .hasMessageContainingAll(missing.toString(), "java.io.tmpdir")
          .hasMessageNotContaining("damaged");
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
  }

  @Test
  void filledColoursAreGivenBackAndThePhotoStays() throws Exception {
    Pixels pixels = new Pixels(90, 70, 8, 3, true, 0);
    int[] alpha = new int[90];
    alpha[45] = 255;
    pixels.writeRow(RgbImage.ALPHA, 35, alpha);
    RgbImage photo = pixels.toImage(Metadata.NONE);
    RgbImage filled = HiddenColors.fill(photo);
    assertThat(filled).isNotSameAs(photo);
    HiddenColors.release(filled, photo);
    float[] sample = new float[1];
    assertThatThrownBy(() -> filled.readRegion(0, 0, 0, 1, 1, sample, 0, 1))
        .hasMessageContaining("temporary file");
    photo.readRegion(0, 0, 0, 1, 1, sample, 0, 1);
    photo.readRegion(RgbImage.ALPHA, 0, 0, 1, 1, sample, 0, 1);
    HiddenColors.release(photo, photo);
    photo.readRegion(0, 0, 0, 1, 1, sample, 0, 1);
  }

  @Test
  void releasedSamplesAreNotReadAgain() throws Exception {
    RgbImage photo = pixels(0).toImage(Metadata.NONE);
    photo.release();
    assertThatThrownBy(() -> photo.readRegion(0, 0, 0, 1, 1, new float[1], 0, 1))
        .hasMessageContaining("temporary file");
  }

  @Test
  void interruptedReadersDoNotCloseTheFile() throws Exception {
    RgbImage photo = pixels(0).toImage(Metadata.NONE);
    List<Throwable> failures = new ArrayList<>();
    Thread reader =
        new Thread(
            () -> {
              float[] row = new float[3100];
              Thread.currentThread().interrupt();
              for (int y = 0; y < 1700; y++) {
                photo.readRegion(0, 0, y, 3100, 1, row, 0, 3100);
              }
            });
    reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    reader.start();
    reader.join();
    assertThat(failures).isEmpty();
    photo.readRegion(0, 0, 0, 1, 1, new float[1], 0, 1);
  }
}
