package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<String> warnings = new ArrayList<>();

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private void refuses(Path file, String... words) {
    assertThatThrownBy(() -> PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add))
        .isInstanceOf(PhotoException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContainingAll(words);
  }

  private static byte[] png(int width, int height) throws IOException {
    return new PngBytes(width, height, 8, 2, false).picture((band, x, y) -> x * y + band);
  }

  @Test
  void missingFolderEmpty() throws Exception {
    refuses(folder.resolve("none.png"), "does not exist");
    refuses(folder, "is a folder");
    refuses(file("a.jpg", new byte[0]), "is empty");
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("gone.png"));
    refuses(link, "link to a file that does not exist");
  }

  @Test
  void deviceIsNotAPhoto() {
    Path device = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(device));
    refuses(device, "device or pipe");
  }

  @Test
  void noPermission() throws Exception {
    Path file = file("a.png", png(2, 2));
    Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(file), "the superuser may read everything");
    refuses(file, "permission denied");
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7, PDF document",
    "<!DOCTYPE html>, web page",
    "<svg xmlns, SVG drawing",
    "Dear diary, text file",
    "PK\u0003\u0004xxxxxxxx, ZIP archive",
    "\u007fELFxxxxxxx, a program",
    "....ftypheic, HEIC",
    "....ftypavif, AVIF",
    "....ftypmp42, video",
    "....ftypcrx ...., raw",
    "FUJIFILMCCD-RAW, raw",
    "gimp xcf v011, GIMP",
  })
  void otherFilesAreNamed(String head, String looksLike) throws Exception {
    refuses(file("a.jpg", (head + "            ").getBytes(ISO_8859_1)), looksLike);
  }

  @Test
  void rawInTiffsClothes() throws Exception {
    byte[] tiff =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .picture(2, 2, 8, 1, 1, TiffBytes.NONE, 0, (b, x, y) -> 1);
    refuses(file("a.NEF", tiff), "camera raw file", "raw converter");
  }

  @Test
  void unknownBytesAndZeros() throws Exception {
    byte[] noise = new byte[500];
    new Random(1).nextBytes(noise);
    noise[0] = 0x11;
    refuses(file("a.png", noise), "not a photo");
    refuses(file("b.png", new byte[100]), "nothing but zeros");
    refuses(file("c.png", new byte[] {1}), "not a photo");
  }

  @Test
  void truncatedPngIsRefused() throws Exception {
    byte[] noise =
        new PngBytes(60, 60, 8, 2, false)
            .picture((band, x, y) -> new Random(x * 7919L + y * 104729L + band).nextInt(256));
    refuses(file("a.png", Arrays.copyOf(noise, noise.length / 2)), "is truncated");
    refuses(file("b.png", Arrays.copyOf(noise, 20)), "is truncated");
    refuses(file("c.png", Arrays.copyOf(noise, 33)), "is truncated");
    noise[noise.length / 2] ^= 0x55;
    refuses(file("d.png", noise), "is damaged");
  }

  @Test
  void truncatedTiffIsRefused() throws Exception {
    byte[] tiff =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .picture(50, 50, 8, 3, 2, TiffBytes.DEFLATE, 0, (b, x, y) -> x * y + b);
    refuses(file("a.tif", Arrays.copyOf(tiff, tiff.length - 600)), "is ");
    refuses(file("b.tif", Arrays.copyOf(tiff, 30)), "is ");
    refuses(file("c.tif", Arrays.copyOf(tiff, 8)), "is ");
  }

  @Test
  void truncatedJpegIsRecoveredWithAWarning() throws Exception {
    byte[] jpeg = JpegBytes.raw(64, 64, 1, (b, x, y) -> x * 31 + y * 17 & 255, false);
    Path file = file("a.jpg", Arrays.copyOf(jpeg, jpeg.length * 2 / 3));
    RgbImage image = PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).startsWith(file + ": is truncated").contains("grey");
    float[] value = new float[1];
    image.readRegion(0, 3, 3, 1, 1, value, 0, 1);
    assertThat(Math.round(value[0] * 255)).isBetween(3 * 31 + 3 * 17 - 4, 3 * 31 + 3 * 17 + 4);
    assertThatThrownBy(() -> PhotoReader.readWhole(file, ReadLimits.DEFAULT))
        .isInstanceOf(IncompletePhotoException.class)
        .hasMessage(file + ": is truncated: the lower part of the picture is missing");
    assertThat(PhotoReader.readWhole(file("whole.jpg", jpeg), ReadLimits.DEFAULT).height())
        .isEqualTo(64);
    refuses(file("b.jpg", Arrays.copyOf(jpeg, 30)), "is truncated");
    refuses(file("c.jpg", Arrays.copyOf(jpeg, 3)), "is truncated");
  }

  /** A header alone must be enough to refuse: 40 bytes claim 10 gigapixels. */
  @Test
  void decompressionBombsAreRefusedFromTheirHeader() throws Exception {
    byte[] bomb = png(1, 1);
    ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);
    refuses(file("a.png", bomb), "100000x100000", "500000000", "cut it into parts");
    byte[] jpeg = JpegBytes.raw(1, 1, 1, (b, x, y) -> 0, false);
    for (int i = 2; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65500).putShort(i + 7, (short) 65500);
        break;
      }
    }
    refuses(file("a.jpg", jpeg), "65500x65500", "more than the limit");
    byte[] tiff =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .tag(256, new int[] {200_000})
            .tag(257, new int[] {200_000})
            .shorts(258, 8)
            .shorts(259, 1)
            .shorts(262, 1)
            .tag(273, new int[] {8})
            .tag(279, new int[] {8})
            .bytes();
    refuses(file("a.tif", tiff), "200000x200000", "more than the limit");
    byte[] pnm = "P5 70000 70000 255\n".getBytes(ISO_8859_1);
    refuses(file("a.pgm", pnm), "70000x70000", "more than the limit");
  }

  @Test
  void theLimitCanBeRaised() throws Exception {
    Path file = file("a.png", png(20, 20));
    ReadLimits low = ReadLimits.DEFAULT.withMaxPixels(399);
    assertThatThrownBy(() -> PhotoReader.read(file, low)).hasMessageContaining("limit of 399");
    assertThat(PhotoReader.read(file, low.withMaxPixels(400)).pixels()).isEqualTo(400);
  }

  @Test
  void zeroSizeIsRefused() throws Exception {
    byte[] bad = png(1, 1);
    ByteBuffer.wrap(bad).putInt(16, 0);
    refuses(file("a.png", bad), "0x1");
    ByteBuffer.wrap(bad).putInt(16, -5);
    refuses(file("b.png", bad), "-5x1");
  }

  @Test
  void metadataBombsAreLeftOut() throws Exception {
    // 100 MB of zeros pack to 100 kB.
    byte[] packed = PngBytes.deflate(new byte[100_000_000]);
    byte[] head = "XML:com.adobe.xmp\0\1\0\0\0".getBytes(ISO_8859_1);
    byte[] bomb =
        new PngBytes(1, 1, 8, 3, false)
            .chunk("PLTE", (byte) 1, (byte) 2, (byte) 3)
            .chunk("iTXt", JpegBytes.concat(head, packed))
            .chunk("iCCP", JpegBytes.concat("n\0\0".getBytes(ISO_8859_1), packed))
            .picture((b, x, y) -> 0);
    RgbImage image = PhotoReader.read(file("a.png", bomb), ReadLimits.DEFAULT, warnings::add);
    assertThat(image.metadata().xmp()).isNull();
    assertThat(image.metadata().colorProfile()).isNull();
    assertThat(warnings).hasSize(1).first().asString().contains("64 MiB");
  }

  @Test
  void layersBeyondTheLimitDoNotCostATiffItsMetadata() throws Exception {
    int imageSourceData = 37724;
    byte[] tiff =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .tag(271, "Maker")
            .tag(274, new short[] {6})
            .tag(700, "<x/>".getBytes(ISO_8859_1))
            .tag(imageSourceData, new byte[5000])
            .picture(3, 2, 8, 3, 2, TiffBytes.NONE, 0, (b, x, y) -> x);
    RgbImage image =
        PhotoReader.read(file("a.tif", tiff), TestLimits.metadataBytes(1000), warnings::add);
    assertThat(image.width()).isEqualTo(2);
    assertThat(image.metadata().xmp()).isEqualTo("<x/>".getBytes(ISO_8859_1));
    assertThat(image.metadata().exif()).isNotNull();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aTiffsTagBeyondTheLimitCostsThatTagOnly() throws Exception {
    byte[] tiff =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .tag(271, "Maker")
            .tag(700, new byte[5000])
            .tag(33723, "IPTC".getBytes(ISO_8859_1))
            .picture(3, 2, 8, 3, 2, TiffBytes.NONE, 0, (b, x, y) -> x);
    RgbImage image =
        PhotoReader.read(file("a.tif", tiff), TestLimits.metadataBytes(1000), warnings::add);
    assertThat(image.metadata().xmp()).isNull();
    assertThat(image.metadata().iptc()).isEqualTo("IPTC".getBytes(ISO_8859_1));
    assertThat(image.metadata().exif()).isNotNull();
    assertThat(warnings).hasSize(1).first().asString().contains("was left out");
  }

  @Test
  void damagedMetadataDoesNotCostThePhoto() throws Exception {
    byte[] iccp = JpegBytes.concat("n\0\0".getBytes(ISO_8859_1), PngBytes.deflate(new byte[200]));
    byte[] bad =
        new PngBytes(1, 1, 8, 2, false)
            .chunk("iCCP", iccp)
            .chunk("eXIf", "II*\0nonsense".getBytes(ISO_8859_1))
            .picture((b, x, y) -> 9);
    RgbImage image = PhotoReader.read(file("a.png", bad), ReadLimits.DEFAULT, warnings::add);
    assertThat(image.metadata().colorProfile()).isNull();
    assertThat(warnings).anyMatch(w -> w.contains("colour profile"));
    assertThat(warnings).anyMatch(w -> w.contains("EXIF"));
  }

  @Test
  void unusualJpegsAreRefusedWithAdvice() throws Exception {
    byte[] jpeg = JpegBytes.raw(8, 8, 1, (b, x, y) -> 0, false);
    for (int i = 2; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        jpeg[i + 4] = 12;
        refuses(file("a.jpg", jpeg), "12-bit JPEG", "16-bit PNG or TIFF");
        jpeg[i + 4] = 8;
        jpeg[i + 1] = (byte) 0xc9;
        refuses(file("b.jpg", jpeg), "arithmetic", "save it again");
        return;
      }
    }
  }
}
