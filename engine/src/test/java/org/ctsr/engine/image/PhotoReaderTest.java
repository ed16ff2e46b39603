package org.ctsr.engine.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoReaderTest {
  private static final double[] ADOBE_RGB = {0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06};

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<String> warnings = new ArrayList<>();

  private RgbImage read(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, bytes);
    RgbImage image = PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
    // A photo too large for the heap must come out the same.
    RgbImage large = PhotoReader.read(file, TestLimits.heldBytes(0));
    assertThat(large.isInFile()).isTrue();
    assertThat(large.digest()).isEqualTo(image.digest());
    large.release();
    return image;
  }

  private static int sample(RgbImage image, int channel, int x, int y) {
    float[] value = new float[1];
    image.readRegion(channel, x, y, 1, 1, value, 0, 1);
    return Math.round(value[0] * (image.bitDepth() == 8 ? 255 : 65535));
  }

  private static int value(int band, int x, int y, int bits) {
    return (band * 37 + x * 11 + y * 5 + 1) * 2654435 >>> 3 & (1 << bits) - 1;
  }

  // ---- PNG

  @ParameterizedTest
  @CsvSource({
    "1, 0", "2, 0", "4, 0", "8, 0", "16, 0", "8, 2", "16, 2", "8, 4", "16, 4", "8, 6", "16, 6"
  })
  void pngOfEveryTypeAndDepth(int depth, int colorType) throws Exception {
    boolean alpha = colorType >= 4;
    boolean grey = colorType % 4 == 0;
    for (boolean interlaced : new boolean[] {false, true}) {
      for (int[] size : new int[][] {{1, 1}, {13, 11}, {3, 1}}) {
        byte[] png =
            new PngBytes(size[0], size[1], depth, colorType, interlaced)
                .picture((band, x, y) -> value(band, x, y, depth));
        RgbImage image = read("a.png", png);
        assertThat(image.bitDepth()).isEqualTo(depth == 16 ? 16 : 8);
        assertThat(image.isGrey()).isEqualTo(grey);
        assertThat(image.hasAlpha()).isEqualTo(alpha);
        int widen = depth < 8 ? 255 / ((1 << depth) - 1) : 1;
        for (int y = 0; y < size[1]; y++) {
          for (int x = 0; x < size[0]; x++) {
            for (int c = 0; c < 3; c++) {
              int band = grey ? 0 : c;
              assertThat(sample(image, c, x, y)).isEqualTo(value(band, x, y, depth) * widen);
            }
            if (alpha) {
              int band = grey ? 1 : 3;
              assertThat(sample(image, RgbImage.ALPHA, x, y)).isEqualTo(value(band, x, y, depth));
            }
          }
        }
      }
    }
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void pngPaletteWithTransparentEntries(int depth) throws Exception {
    int entries = 1 << depth;
    byte[] palette = new byte[3 * entries];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = (byte) (i * 7 + 3);
    }
    byte[] alphas = {10, (byte) 200};
    for (boolean interlaced : new boolean[] {false, true}) {
      byte[] png =
          new PngBytes(19, 5, depth, 3, interlaced)
              .chunk("PLTE", palette)
              .chunk("tRNS", alphas)
              .picture((band, x, y) -> (x + 3 * y) % entries);
      RgbImage image = read("a.png", png);
      assertThat(image.hasAlpha()).isTrue();
      for (int y = 0; y < 5; y++) {
        for (int x = 0; x < 19; x++) {
          int entry = (x + 3 * y) % entries;
          for (int c = 0; c < 3; c++) {
            assertThat(sample(image, c, x, y)).isEqualTo(palette[3 * entry + c] & 0xff);
          }
          assertThat(sample(image, RgbImage.ALPHA, x, y))
              .isEqualTo(entry < 2 ? alphas[entry] & 0xff : 255);
        }
      }
    }
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "4, 0", "8, 0", "16, 0", "8, 2", "16, 2"})
  void pngTransparentColour(int depth, int colorType) throws Exception {
    int max = (1 << depth) - 1;
    int[] key = {1, 2 & max, 3 & max};
    ByteBuffer trns = ByteBuffer.allocate(colorType == 2 ? 6 : 2);
    for (int i = 0; i < trns.capacity() / 2; i++) {
      trns.putShort((short) key[i]);
    }
    RgbImage image =
        read(
            "a.png",
            new PngBytes(4, 1, depth, colorType, false)
                .chunk("tRNS", trns.array())
                .picture((band, x, y) -> x == 2 ? key[band] : x == 1 && band == 0 ? 1 : 0));
    assertThat(image.hasAlpha()).isTrue();
    int opaque = depth == 16 ? 65535 : 255;
    assertThat(sample(image, RgbImage.ALPHA, 0, 0)).isEqualTo(opaque);
    assertThat(sample(image, RgbImage.ALPHA, 1, 0)).isEqualTo(colorType == 2 ? opaque : 0);
    assertThat(sample(image, RgbImage.ALPHA, 2, 0)).isZero();
  }

  @Test
  void pngMetadata() throws Exception {
    byte[] profile = MatrixProfile.of("wide", 2.2, ADOBE_RGB);
    byte[] exif = new TiffBytes(ByteOrder.LITTLE_ENDIAN).shorts(274, 3).tag(271, "Maker").bytes();
    byte[] iccp = JpegBytes.concat("name\0\0".getBytes(ISO_8859_1), PngBytes.deflate(profile));
    byte[] itxt =
        JpegBytes.concat(
            "XML:com.adobe.xmp\0\1\0\0\0".getBytes(ISO_8859_1),
            PngBytes.deflate("<x/>".getBytes(UTF_8)));
    RgbImage image =
        read(
            "a.png",
            new PngBytes(2, 1, 8, 2, false)
                .chunk("iCCP", iccp)
                .chunk(
                    "pHYs",
                    ByteBuffer.allocate(9).putInt(11811).putInt(11811).put((byte) 1).array())
                .chunk("iTXt", itxt)
                .chunk("eXIf", exif)
                .picture((band, x, y) -> x * 100));
    Metadata metadata = image.metadata();
    assertThat(java.util.Objects.requireNonNull(metadata.colorProfile()).bytes())
        .isEqualTo(profile);
    assertThat(metadata.exif()).isEqualTo(exif);
    assertThat(metadata.xmp()).isEqualTo("<x/>".getBytes(UTF_8));
    assertThat(metadata.dotsPerInch()).isCloseTo(300, offset(0.01));
    assertThat(sample(image, 0, 0, 0)).isEqualTo(100); // upside down
  }

  private static byte[] rawProfile(String kind, String type, byte[] bytes) throws Exception {
    return JpegBytes.concat(
        ("Raw profile type " + kind + "\0\0").getBytes(ISO_8859_1),
        PngBytes.deflate(RawProfile.text(type, bytes).getBytes(ISO_8859_1)));
  }

  /** As ImageMagick, GIMP, darktable and older Exiv2 write it. */
  @ParameterizedTest
  @CsvSource({"exif, exif", "APP1, generic profile", "APP1, app1"})
  void exifInATextChunkOfAPngCounts(String kind, String type) throws Exception {
    byte[] exif = new TiffBytes(ByteOrder.BIG_ENDIAN).shorts(274, 6).tag(271, "Maker").bytes();
    byte[] payload = JpegBytes.concat("Exif\0\0".getBytes(ISO_8859_1), exif);
    RgbImage image =
        read(
            "a.png",
            new PngBytes(2, 1, 8, 2, false)
                .chunk("zTXt", rawProfile(kind, type, payload))
                .picture((band, x, y) -> x * 100));
    assertThat(image.metadata().exif()).isEqualTo(exif);
    assertThat(image.width()).isEqualTo(1);
    assertThat(image.height()).isEqualTo(2);
    assertThat(warnings).isEmpty();
  }

  @Test
  void xmpInATextChunkOfAPngCountsUnlessItIsInItsOwn() throws Exception {
    byte[] xmp = "<x/>".getBytes(UTF_8);
    byte[] segment = JpegBytes.concat(JpegXmp.PREFIX.getBytes(ISO_8859_1), xmp);
    byte[][] chunks = {rawProfile("xmp", "xmp", xmp), rawProfile("APP1", "app1", segment)};
    for (byte[] chunk : chunks) {
      PngBytes png = new PngBytes(2, 1, 8, 2, false).chunk("zTXt", chunk);
      assertThat(read("a.png", png.picture((band, x, y) -> 0)).metadata().xmp()).isEqualTo(xmp);
      byte[] own = "XML:com.adobe.xmp\0\0\0\0\0<y/>".getBytes(ISO_8859_1);
      png = new PngBytes(2, 1, 8, 2, false).chunk("iTXt", own).chunk("zTXt", chunk);
      assertThat(read("a.png", png.picture((band, x, y) -> 0)).metadata().xmp())
          .isEqualTo("<y/>".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4_000_000})
  void aPngResolutionThatCannotBeMeantIsUnknown(int perMetre) throws Exception {
    byte[] phys = ByteBuffer.allocate(9).putInt(perMetre).putInt(perMetre).put((byte) 1).array();
    RgbImage image =
        read(
            "a.png",
            new PngBytes(2, 1, 8, 2, false).chunk("pHYs", phys).picture((band, x, y) -> x * 100));
    assertThat(image.metadata().dotsPerInch()).isZero();
    assertThat(image.format()).isEqualTo(PhotoFormat.PNG);
  }

  @Test
  void pngGammaAndChromaticitiesBecomeAProfile() throws Exception {
    int[] adobe = {31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000};
    ByteBuffer chrm = ByteBuffer.allocate(32);
    for (int v : adobe) {
      chrm.putInt(v);
    }
    byte[] gama = ByteBuffer.allocate(4).putInt(45455).array();
    byte[] wide =
        new PngBytes(1, 1, 8, 2, false)
            .chunk("gAMA", gama)
            .chunk("cHRM", chrm.array())
            .picture((band, x, y) -> 128);
    assertThat(read("a.png", wide).metadata().colorProfile()).isNotNull();
    byte[] usual = new PngBytes(1, 1, 8, 2, false).chunk("gAMA", gama).picture((band, x, y) -> 128);
    assertThat(read("a.png", usual).metadata().colorProfile()).isNull();
    // Linear samples are converted: half the light is 188 of 255.
    byte[] linear =
        new PngBytes(1, 1, 8, 2, false)
            .chunk("gAMA", ByteBuffer.allocate(4).putInt(100_000).array())
            .picture((band, x, y) -> 128);
    RgbImage image = read("a.png", linear);
    assertThat(image.bitDepth()).isEqualTo(16);
    assertThat(image.metadata().colorProfile()).isNull();
    assertThat(sample(image, 1, 0, 0) / 257.0)
        .isCloseTo(255 * SrgbCurve.encodeExactly(128 / 255.0), offset(0.5));
    assertThat(warnings).anyMatch(warning -> warning.contains("converted to sRGB"));
  }

  @Test
  void theGammaOfAGreyPngBecomesAGreyProfile() throws Exception {
    byte[] gamma18 = ByteBuffer.allocate(4).putInt(55_556).array();
    for (int colorType : new int[] {0, 4}) {
      byte[] png =
          new PngBytes(1, 1, 8, colorType, false)
              .chunk("gAMA", gamma18)
              .picture((band, x, y) -> 128);
      RgbImage image = read("a.png", png);
      ColorProfile profile = java.util.Objects.requireNonNull(image.metadata().colorProfile());
      assertThat(profile.isGrey()).isTrue();
      float[][] grey = {{0.5f}, {0}, {0}};
      ColorConversion.toSrgb(profile).convert(grey[0], grey[1], grey[2], 0, 1);
      assertThat((double) grey[1][0])
          .isCloseTo(SrgbCurve.encodeExactly(Math.pow(0.5, 1.8)), offset(0.005));
    }
    assertThat(warnings).isEmpty();
    byte[] linear =
        new PngBytes(1, 1, 16, 0, false)
            .chunk("gAMA", ByteBuffer.allocate(4).putInt(100_000).array())
            .picture((band, x, y) -> 32768);
    RgbImage image = read("b.png", linear);
    assertThat(image.isGrey()).isTrue();
    assertThat(sample(image, 0, 0, 0) / 65535.0)
        .isCloseTo(SrgbCurve.encodeExactly(0.5), offset(0.005));
    assertThat(warnings).hasSize(1).first().asString().contains("converted to sRGB");
  }

  private RgbImage withCodingPoints(int colorType, int primaries, int transfer) throws Exception {
    byte[] png =
        new PngBytes(1, 1, 8, colorType, false)
            .chunk("cICP", (byte) primaries, (byte) transfer, (byte) 0, (byte) 1)
            .chunk("gAMA", ByteBuffer.allocate(4).putInt(100_000).array())
            .picture((band, x, y) -> 128);
    warnings.clear();
    return read("a.png", png);
  }

  @Test
  void pngCodingPointsOfDisplayP3BecomeAProfile() throws Exception {
    RgbImage image = withCodingPoints(2, 12, 13);
    ColorProfile profile = java.util.Objects.requireNonNull(image.metadata().colorProfile());
    float[][] samples = {{0.5f, 0}, {0.5f, 1}, {0.5f, 0}};
    ColorConversion.toSrgb(profile).convert(samples[0], samples[1], samples[2], 0, 2);
    for (float[] channel : samples) {
      assertThat(channel[0]).isCloseTo(0.5f, offset(0.003f));
    }
    // P3's green lies outside sRGB.
    assertThat(samples[0][1]).isZero();
    assertThat(samples[1][1]).isGreaterThan(0.99f);
    assertThat(warnings).isEmpty();
  }

  @Test
  void pngCodingPointsComeBeforeTheGamma() throws Exception {
    assertThat(withCodingPoints(2, 1, 13).metadata().colorProfile()).isNull();
    assertThat(warnings).isEmpty();
    assertThat(withCodingPoints(0, 12, 13).metadata().colorProfile()).isNull();
    assertThat(warnings).isEmpty();
    ColorProfile grey = withCodingPoints(0, 1, 4).metadata().colorProfile();
    assertThat(java.util.Objects.requireNonNull(grey).isGrey()).isTrue();
    assertThat(warnings).isEmpty();
  }

  @Test
  void pngCodingPointsThatCannotBeFollowedAreMentioned() throws Exception {
    for (int colorType : new int[] {0, 2}) {
      RgbImage image = withCodingPoints(colorType, 9, 17);
      assertThat(image.metadata().colorProfile()).isNull();
      assertThat(warnings).hasSize(1).first().asString().contains("primaries 9", "sRGB is assumed");
    }
  }

  // ---- JPEG

  private static int smooth(int band, int x, int y) {
    return 40 + 5 * x + 4 * y + 30 * band;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void jpegGreyAndRgbAndYcc(boolean progressive) throws Exception {
    byte[] grey = JpegBytes.raw(17, 9, 1, PhotoReaderTest::smooth, progressive);
    RgbImage image = read("a.jpg", grey);
    assertThat(image.isGrey()).isTrue();
    assertThat(sample(image, 0, 3, 4)).isCloseTo(smooth(0, 3, 4), offset(2));

    byte[] rgb = JpegBytes.raw(17, 9, 3, PhotoReaderTest::smooth, progressive);
    image = read("a.jpg", JpegBytes.withAdobe(rgb, 0));
    for (int c = 0; c < 3; c++) {
      assertThat(sample(image, c, 3, 4)).isCloseTo(smooth(c, 3, 4), offset(2));
    }
    image = read("a.jpg", JpegBytes.withAdobe(rgb, 1));
    double cr = smooth(2, 3, 4) - 128;
    assertThat(sample(image, 0, 3, 4))
        .isCloseTo((int) Math.round(smooth(0, 3, 4) + 1.402 * cr), offset(3));
    assertThat(warnings).isEmpty();
  }

  @Test
  void jpegOfAWideProfileIsNotClipped() throws Exception {
    byte[] profile = MatrixProfile.of("wide", 2.2, ADOBE_RGB);
    // Pure green of Adobe RGB: a reader that converts to sRGB would return red and blue above 0
    // only
    // by accident and cannot return the profile.
    byte[] rgb = JpegBytes.raw(8, 8, 3, (band, x, y) -> band == 1 ? 250 : 5, false);
    RgbImage image = read("a.jpg", JpegBytes.withProfile(JpegBytes.withAdobe(rgb, 0), profile));
    assertThat(sample(image, 0, 4, 4)).isCloseTo(5, offset(1));
    assertThat(sample(image, 1, 4, 4)).isCloseTo(250, offset(1));
    assertThat(java.util.Objects.requireNonNull(image.metadata().colorProfile()).bytes())
        .isEqualTo(profile);
    assertThat(warnings).isEmpty();
  }

  @Test
  void jpegCmykOfBothPolaritiesAndYcck() throws Exception {
    int[] inks = {200, 100, 30, 20};
    int[] expected = new int[3];
    for (int c = 0; c < 3; c++) {
      expected[c] = (255 - inks[c]) * (255 - inks[3]) / 255;
    }
    byte[] plain = JpegBytes.raw(8, 8, 4, (band, x, y) -> inks[band], false);
    byte[] inverted = JpegBytes.raw(8, 8, 4, (band, x, y) -> 255 - inks[band], false);
    double r = 255 - inks[0];
    double g = 255 - inks[1];
    double b = 255 - inks[2];
    // Adobe: C, M, Y stored inverted are R, G, B; YCCK holds YCbCr of their complement.
    double[] rgb = {255 - r, 255 - g, 255 - b};
    int[] ycck = {
      (int) Math.round(0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]),
      (int) Math.round(128 - 0.168736 * rgb[0] - 0.331264 * rgb[1] + 0.5 * rgb[2]),
      (int) Math.round(128 + 0.5 * rgb[0] - 0.418688 * rgb[1] - 0.081312 * rgb[2]),
      255 - inks[3]
    };
    byte[] transformed = JpegBytes.raw(8, 8, 4, (band, x, y) -> ycck[band], true);
    List<byte[]> files =
        List.of(plain, JpegBytes.withAdobe(inverted, 0), JpegBytes.withAdobe(transformed, 2));
    for (byte[] file : files) {
      warnings.clear();
      RgbImage image = read("a.jpg", file);
      for (int c = 0; c < 3; c++) {
        assertThat(sample(image, c, 3, 3)).isCloseTo(expected[c], offset(3));
      }
      assertThat(warnings).hasSize(1).first().asString().contains("CMYK");
      assertThat(image.metadata().colorProfile()).isNull();
    }
  }

  @Test
  void jpegMetadata() throws Exception {
    byte[] exif =
        new TiffBytes(ByteOrder.BIG_ENDIAN)
            .tag(271, "Maker")
            .tag(282, new long[] {240, 1})
            .shorts(296, 2)
            .bytes();
    byte[] iptc = {0x1c, 2, 5, 0, 5, 'T', 'i', 't', 'l', 'e'};
    byte[] jpeg = JpegBytes.raw(3, 2, 1, (band, x, y) -> 99, false);
    jpeg = JpegBytes.withExif(jpeg, exif);
    jpeg =
        JpegBytes.withSegment(
            jpeg, JpegSegments.APP1, "http://ns.adobe.com/xap/1.0/\0<x/>".getBytes(ISO_8859_1));
    jpeg =
        JpegBytes.withSegment(
            jpeg,
            JpegSegments.APP13,
            JpegBytes.concat(
                "Photoshop 3.0\0".getBytes(ISO_8859_1), PhotoshopResources.ofIptc(iptc)));
    Metadata metadata = read("a.jpg", jpeg).metadata();
    assertThat(metadata.exif()).isEqualTo(exif);
    assertThat(metadata.xmp()).isEqualTo("<x/>".getBytes(UTF_8));
    assertThat(metadata.iptc()).isEqualTo(iptc);
    assertThat(metadata.dotsPerInch()).isEqualTo(240);
    assertThat(warnings).isEmpty();
  }

  /** The corner marked white in the stored picture must come to the top left. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "2, 15, 0",
    "3, 15, 7",
    "4, 0, 7",
    "5, 0, 0",
    "6, 0, 7",
    "7, 15, 7",
    "8, 15, 0"
  })
  void orientationIsApplied(int orientation, int markX, int markY) throws Exception {
    byte[] exif = new TiffBytes(ByteOrder.LITTLE_ENDIAN).shorts(274, orientation).bytes();
    byte[] png =
        new PngBytes(16, 8, 8, 2, false)
            .chunk("eXIf", exif)
            .picture((band, x, y) -> x == markX && y == markY ? 255 : band * 10 + x);
    RgbImage image = read("a.png", png);
    boolean turned = orientation >= 5;
    assertThat(image.width()).isEqualTo(turned ? 8 : 16);
    assertThat(image.height()).isEqualTo(turned ? 16 : 8);
    assertThat(sample(image, 1, 0, 0)).isEqualTo(255);
    // One step right in the upright picture is a step along the stored row, or across it.
    int expected = turned ? markX : markX == 0 ? 1 : 14;
    assertThat(sample(image, 0, 1, 0)).isEqualTo(expected);
    PhotoHeader header = PhotoReader.probe(folder.resolve("a.png"), ReadLimits.DEFAULT);
    assertThat(header)
        .isEqualTo(new PhotoHeader(PhotoFormat.PNG, image.width(), image.height(), 8));
  }

  // ---- TIFF

  @ParameterizedTest
  @ValueSource(ints = {TiffBytes.NONE, TiffBytes.LZW, TiffBytes.DEFLATE, TiffBytes.PACK_BITS})
  void tiffOfEveryCompression(int compression) throws Exception {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      for (int bits : new int[] {8, 16}) {
        for (int bands : new int[] {1, 3, 4}) {
          for (int tile : new int[] {0, 16}) {
            TiffBytes tiff = new TiffBytes(order);
            if (bands == 4) {
              tiff.shorts(338, 2);
            }
            byte[] file =
                tiff.picture(
                    37,
                    29,
                    bits,
                    bands,
                    bands == 1 ? 1 : 2,
                    compression,
                    tile,
                    (band, x, y) -> value(band, x, y, bits));
            RgbImage image = read("a.tif", file);
            assertThat(image.bitDepth()).isEqualTo(bits);
            assertThat(image.hasAlpha()).isEqualTo(bands == 4);
            assertThat(image.isGrey()).isEqualTo(bands == 1);
            for (int y = 0; y < 29; y += 7) {
              for (int x = 0; x < 37; x += 5) {
                for (int c = 0; c < bands; c++) {
                  assertThat(sample(image, c, x, y)).isEqualTo(value(c, x, y, bits));
                }
              }
            }
          }
        }
      }
    }
    assertThat(warnings).isEmpty();
  }

  /** SampleFormat 2: zero is black, and half the numbers are below it. */
  @Test
  void signedSamplesOfATiffGoUpTo32767() throws Exception {
    int[] samples = {0, 32_767, -5, 16_384};
    byte[] tiff =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .shorts(339, 2)
            .picture(4, 1, 16, 1, 1, TiffBytes.NONE, 0, (band, x, y) -> samples[x]);
    RgbImage image = read("a.tif", tiff);
    int[] expected = {0, 65_535, 0, 32_769};
    for (int x = 0; x < expected.length; x++) {
      assertThat(sample(image, 0, x, 0)).isEqualTo(expected[x]);
    }
  }

  @Test
  void tiffWhiteIsZeroAndPremultipliedAlpha() throws Exception {
    RgbImage white =
        read(
            "a.tif",
            new TiffBytes(ByteOrder.LITTLE_ENDIAN)
                .picture(2, 2, 8, 1, 0, TiffBytes.NONE, 0, (band, x, y) -> 255 - 10 * x));
    assertThat(sample(white, 0, 0, 0)).isZero();
    assertThat(sample(white, 0, 1, 0)).isEqualTo(10);
    RgbImage associated =
        read(
            "a.tif",
            new TiffBytes(ByteOrder.LITTLE_ENDIAN)
                .shorts(338, 1)
                .picture(
                    2, 1, 8, 4, 2, TiffBytes.NONE, 0, (band, x, y) -> band == 3 ? 128 : 64 - band));
    assertThat(sample(associated, 0, 0, 0)).isEqualTo(128);
    assertThat(sample(associated, 2, 0, 0)).isEqualTo(124);
    assertThat(sample(associated, RgbImage.ALPHA, 0, 0)).isEqualTo(128);
  }

  /** By the profile cyan alone decides; every other way of converting gives a colour. */
  /** {@link #read} reads it once more with the smallest bands. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cmykJpegIsReadInBands(boolean progressive) throws Exception {
    RgbImage image =
        read(
            "a.jpg",
            JpegBytes.raw(24, 150, 4, (band, x, y) -> band == 3 ? 0 : y + band * x, progressive));
    assertThat(image.height()).isEqualTo(150);
    for (int y : new int[] {0, 63, 64, 127, 128, 149}) {
      assertThat(sample(image, 1, 10, y)).isCloseTo(255 - (y + 10), offset(4));
    }
  }

  @Test
  void aProgressiveJpegThatNeedsTooMuchMemoryIsRefusedWithAdvice() throws Exception {
    Path file = folder.resolve("a.jpg");
    Files.write(file, JpegBytes.raw(1024, 1024, 3, (band, x, y) -> 90, true));
    // Two bytes for each coefficient of three channels.
    ReadLimits limits = TestLimits.decoderBytes(6 << 20);
    assertThat(PhotoReader.read(file, limits).width()).isEqualTo(1024);
    assertThatThrownBy(() -> PhotoReader.read(file, TestLimits.decoderBytes((6 << 20) - 1)))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("a.jpg: is a progressive JPEG")
        .hasMessageContaining("about 6 MiB, and the limit is 5 MiB")
        .hasMessageContaining("not progressive, as PNG or as TIFF");
    Files.write(file, JpegBytes.raw(1024, 1024, 3, (band, x, y) -> 90, false));
    assertThat(PhotoReader.read(file, TestLimits.decoderBytes(0)).width()).isEqualTo(1024);
  }

  @Test
  void cmykGoesThroughTheProfileOfThePhoto() throws Exception {
    int[] inks = {128, 230, 10, 90};
    byte[] profile = CmykProfile.bytes();
    byte[] tiff =
        new TiffBytes(ByteOrder.BIG_ENDIAN)
            .tag(34675, profile)
            .picture(5, 4, 8, 4, 5, TiffBytes.DEFLATE, 0, (band, x, y) -> inks[band]);
    byte[] jpeg =
        JpegBytes.withSegment(
            JpegBytes.withAdobe(JpegBytes.raw(8, 8, 4, (b, x, y) -> 255 - inks[b], false), 0),
            JpegSegments.APP2,
            JpegBytes.concat("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), profile));
    // L* = 100 (1 - 128/255) = 49.8 is a luminance of 0.1826, in sRGB 118.
    for (byte[] file : List.of(tiff, jpeg)) {
      warnings.clear();
      RgbImage image = read("a", file);
      for (int c = 0; c < 3; c++) {
        assertThat(sample(image, c, 2, 2)).isCloseTo(118, offset(2));
      }
      assertThat(warnings).hasSize(1).first().asString().contains("CMYK", "with its profile");
      assertThat(image.metadata().colorProfile()).isNull();
    }
  }

  /** Cameras name Adobe RGB in a tag and leave the profile out. */
  @Test
  void adobeRgbNamedByATagGetsItsProfile() throws Exception {
    byte[] exif = adobeRgbExif();
    byte[] jpeg = JpegBytes.withExif(JpegBytes.raw(8, 8, 3, (b, x, y) -> 90, false), exif);
    RgbImage image = read("a.jpg", jpeg);
    ColorProfile profile = java.util.Objects.requireNonNull(image.metadata().colorProfile());
    float[][] green = {{0}, {1}, {0}};
    ColorConversion.toSrgb(profile).convert(green[0], green[1], green[2], 0, 1);
    assertThat(green[1][0]).isGreaterThan(0.99f);
    assertThat(warnings).isEmpty();
    // Results in sRGB must not say the contrary.
    ExifBlock before = java.util.Objects.requireNonNull(ExifBlock.parse(exif, 10_000));
    byte[] kept = before.forResult(exif, new ExifBlock.Result(8, 8, 0, false));
    byte[] converted = before.forResult(exif, new ExifBlock.Result(8, 8, 0, true));
    assertThat(java.util.Objects.requireNonNull(ExifBlock.parse(kept, 10_000)).isAdobeRgb())
        .isTrue();
    ExifBlock after = java.util.Objects.requireNonNull(ExifBlock.parse(converted, 10_000));
    assertThat(after.isAdobeRgb()).isFalse();
    assertThat(ExifNumbers.of(converted, ExifNumbers.COLOR_SPACE)).isEqualTo(1);
  }

  /** The tag speaks of the samples that the camera wrote. */
  @Test
  void adobeRgbNamedByATagIsNotBelievedOfSrgb() throws Exception {
    byte[] cmyk = JpegBytes.withAdobe(JpegBytes.raw(8, 8, 4, (b, x, y) -> 90, false), 0);
    RgbImage converted = read("a.jpg", JpegBytes.withExif(cmyk, adobeRgbExif()));
    assertThat(converted.metadata().colorProfile()).isNull();
    byte[] declared =
        new PngBytes(1, 1, 8, 2, false)
            .chunk("sRGB", (byte) 0)
            .chunk("eXIf", adobeRgbExif())
            .picture((b, x, y) -> 90);
    assertThat(read("b.png", declared).metadata().colorProfile()).isNull();
    byte[] undeclared =
        new PngBytes(1, 1, 8, 2, false).chunk("eXIf", adobeRgbExif()).picture((b, x, y) -> 90);
    assertThat(read("c.png", undeclared).metadata().colorProfile()).isNotNull();
  }

  private static byte[] adobeRgbExif() {
    ByteBuffer out = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II*\0".getBytes(ISO_8859_1)).putInt(8);
    out.putShort((short) 1).putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(26);
    out.putInt(0);
    out.putShort((short) 2);
    out.putShort((short) 0xa001).putShort((short) 3).putInt(1).putInt(65535);
    out.putShort((short) 0xa005).putShort((short) 4).putInt(1).putInt(56);
    out.putInt(0);
    out.putShort((short) 1).putShort((short) 1).putShort((short) 2).putInt(4);
    out.put("R03\0".getBytes(ISO_8859_1)).putInt(0);
    return out.array();
  }

  @Test
  void tiffCmyk() throws Exception {
    int[] inks = {200, 100, 30, 20};
    for (int bits : new int[] {8, 16}) {
      warnings.clear();
      byte[] tiff =
          new TiffBytes(ByteOrder.BIG_ENDIAN)
              .picture(
                  5,
                  4,
                  bits,
                  4,
                  5,
                  TiffBytes.LZW,
                  0,
                  (band, x, y) -> inks[band] * (bits == 8 ? 1 : 257));
      RgbImage image = read("a.tif", tiff);
      for (int c = 0; c < 3; c++) {
        assertThat(sample(image, c, 2, 2))
            .isCloseTo((255 - inks[c]) * (255 - inks[3]) / 255, offset(1));
      }
      assertThat(warnings).hasSize(1).first().asString().contains("CMYK");
    }
  }

  @Test
  void tiffMetadata() throws Exception {
    byte[] profile = MatrixProfile.of("wide", 2.2, ADOBE_RGB);
    byte[] iptc = {0x1c, 2, 5, 0, 1, 'T', 0, 0};
    byte[] tiff =
        new TiffBytes(ByteOrder.BIG_ENDIAN)
            .shorts(274, 6)
            .tag(271, "Maker")
            .tag(282, new long[] {3000, 10})
            .tag(283, new long[] {3000, 10})
            .shorts(296, 2)
            .tag(700, "<x/>".getBytes(UTF_8))
            .tag(33723, iptc)
            .tag(34675, profile)
            .picture(4, 3, 16, 3, 2, TiffBytes.DEFLATE, 0, (band, x, y) -> 60000 - band);
    RgbImage image = read("a.tif", tiff);
    assertThat(image.width()).isEqualTo(3);
    Metadata metadata = image.metadata();
    assertThat(java.util.Objects.requireNonNull(metadata.colorProfile()).bytes())
        .isEqualTo(profile);
    assertThat(metadata.xmp()).isEqualTo("<x/>".getBytes(UTF_8));
    assertThat(metadata.iptc()).isEqualTo(iptc);
    assertThat(metadata.dotsPerInch()).isEqualTo(300);
    ExifBlock block = ExifBlock.parse(java.util.Objects.requireNonNull(metadata.exif()), 1000);
    assertThat(
            new String(
                java.util.Objects.requireNonNull(
                    java.util.Objects.requireNonNull(block).bytes(271)),
                UTF_8))
        .isEqualTo("Maker\0");
    assertThat(block.bytes(273)).isNull();
    assertThat(warnings).isEmpty();
  }

  // ---- others

  @Test
  void webp() throws Exception {
    RgbImage image =
        read(
            "a.webp",
            Base64.getDecoder()
                .decode(
                    "UklGRl4AAABXRUJQVlA4TFEAAAAvBIAAEHdAkG1ThGMfdzgG2UYqwgMN/4AewUjbSNM0dP7Ro1l6AkGInmO54B"
                        + "/4baj5wDQwBQdFUXMXqIZshbqP78uVQTwpJJJIghH9jynfZ1sA"));
    assertThat(image.hasAlpha()).isTrue();
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 5; x++) {
        assertThat(sample(image, 0, x, y)).isEqualTo(60 * x);
        assertThat(sample(image, 1, x, y)).isEqualTo(120 * y);
        assertThat(sample(image, 2, x, y)).isEqualTo(255 - 50 * x);
        assertThat(sample(image, RgbImage.ALPHA, x, y)).isEqualTo(x < 4 ? 255 : y == 0 ? 0 : 128);
      }
    }
    image =
        read(
            "a.webp",
            Base64.getDecoder()
                .decode(
                    "UklGRqAAAABXRUJQVlA4WAoAAAAMAAAADwAADwAAVlA4IDIAAADQAQCdASoQABAAAMASJaACdLoB+AADsAD+2i"
                        + "b/7vN+09e09f1M//jKnyA/4yp/xcwAAEVYSUYaAAAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAABYTVAg"
                        + "JQAAADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iLz4A"));
    assertThat(sample(image, 0, 8, 8)).isCloseTo(200, offset(3));
    assertThat(sample(image, 2, 8, 8)).isCloseTo(50, offset(3));
    assertThat(image.metadata().xmp()).startsWith("<x:xmpmeta".getBytes(UTF_8));
    assertThat(image.metadata().exif()).startsWith("II*\0".getBytes(ISO_8859_1));
    image =
        read(
            "a.webp",
            Base64.getDecoder()
                .decode(
                    "UklGRmIAAABXRUJQVlA4WAoAAAAQAAAADwAADwAAQUxQSAoAAAABB9CmiAhERP8DVlA4IDIAAADQAQCdASoQAB"
                        + "AAAMASJaACdLoB+AADsAD+2ib/7vN+09e09f1M//jKnyA/4yp/xcwAAA=="));
    assertThat(sample(image, RgbImage.ALPHA, 8, 8)).isEqualTo(77);
    assertThat(sample(image, 1, 8, 8)).isCloseTo(100, offset(3));
    assertThat(warnings).isEmpty();
  }

  @Test
  void bmpAndGif() throws Exception {
    BufferedImage picture = new BufferedImage(5, 4, BufferedImage.TYPE_3BYTE_BGR);
    picture.setRGB(4, 3, 0x0a141e);
    ByteArrayOutputStream bmp = new ByteArrayOutputStream();
    ImageIO.write(picture, "bmp", bmp);
    RgbImage image = read("a.bmp", bmp.toByteArray());
    assertThat(sample(image, 0, 4, 3)).isEqualTo(10);
    assertThat(sample(image, 2, 4, 3)).isEqualTo(30);

    for (int frames : new int[] {1, 2}) {
      Path file = folder.resolve("a.gif");
      ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
      Files.deleteIfExists(file);
      try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
        for (int i = 0; i < frames; i++) {
          byte[] red = {0, (byte) 255, 0, 9};
          byte[] green = {0, 0, (byte) 255, 9};
          BufferedImage frame =
              new BufferedImage(
                  20,
                  18,
                  BufferedImage.TYPE_BYTE_INDEXED,
                  new IndexColorModel(2, 4, red, green, new byte[4]));
          frame.getRaster().setSample(19, 17, 0, i + 1);
          writer.writeToSequence(new IIOImage(frame, null, null), null);
        }
        writer.endWriteSequence();
      } finally {
        writer.dispose();
      }
      warnings.clear();
      image = PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add);
      assertThat(sample(image, 0, 19, 17)).isEqualTo(255);
      assertThat(sample(image, 1, 19, 17)).isZero();
      assertThat(warnings).hasSize(frames - 1);
    }
    assertThat(warnings.get(0)).contains("first frame");
  }

  @ParameterizedTest
  @CsvSource({"P5, 255, 8", "P5, 65535, 16", "P6, 255, 8", "P6, 65535, 16"})
  void pnm(String type, int max, int bits) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes((type + "\n# comment\n3 2\n" + max + "\n").getBytes(ISO_8859_1));
    int bands = type.equals("P6") ? 3 : 1;
    for (int i = 0; i < 6 * bands; i++) {
      int sample = value(i % bands, i / bands % 3, i / bands / 3, bits);
      if (bits == 16) {
        file.write(sample >> 8);
      }
      file.write(sample);
    }
    RgbImage image = read("a.pnm", file.toByteArray());
    assertThat(image.bitDepth()).isEqualTo(bits);
    assertThat(image.isGrey()).isEqualTo(bands == 1);
    for (int c = 0; c < bands; c++) {
      assertThat(sample(image, c, 2, 1)).isEqualTo(value(c, 2, 1, bits));
    }
  }

  /** As netpbm itself allows it. */
  @Test
  void pnmWithCommentsStraightAfterItsMagicNumber() throws Exception {
    String header = "P5# by hand\n# twice " + "x".repeat(9000) + "\n 2 1 255\n";
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header.getBytes(ISO_8859_1));
    file.write(7);
    file.write(200);
    RgbImage image = read("a.pgm", file.toByteArray());
    assertThat(image.width()).isEqualTo(2);
    assertThat(sample(image, 0, 0, 0)).isEqualTo(7);
    assertThat(sample(image, 0, 1, 0)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void psdMergedPicture(int bits) throws Exception {
    byte[] iptc = {0x1c, 2, 5, 0, 1, 'T'};
    byte[] resources = PhotoshopResources.ofIptc(iptc);
    ByteBuffer psd = ByteBuffer.allocate(26 + 4 + 4 + resources.length + 4 + 2 + 3 * 6 * bits / 8);
    psd.put("8BPS".getBytes(ISO_8859_1)).putShort((short) 1).put(new byte[6]);
    psd.putShort((short) 3).putInt(2).putInt(3).putShort((short) bits).putShort((short) 3);
    psd.putInt(0).putInt(resources.length).put(resources).putInt(0).putShort((short) 0);
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 6; i++) {
        int sample = value(c, i % 3, i / 3, bits);
        if (bits == 16) {
          psd.putShort((short) sample);
        } else {
          psd.put((byte) sample);
        }
      }
    }
    RgbImage image = read("a.psd", psd.array());
    assertThat(image.bitDepth()).isEqualTo(bits);
    for (int c = 0; c < 3; c++) {
      assertThat(sample(image, c, 2, 1)).isEqualTo(value(c, 2, 1, bits));
    }
    assertThat(image.metadata().iptc()).isEqualTo(iptc);
    assertThat(warnings).isEmpty();
  }

  /**
   * A document of 2 x 1 pixels with a layer and a saved selection; samples by channel.
   *
   * @param transparent whether the merged picture's last channel but one is its transparency
   */
  private static byte[] psd(int mode, int bits, boolean transparent, int... samples) {
    ByteBuffer layer = ByteBuffer.allocate(48);
    layer.putShort((short) (transparent ? -1 : 1)).position(20);
    layer.put("8BIMnorm".getBytes(ISO_8859_1)).position(32);
    layer.putInt(12); // empty mask, blending and name
    ByteBuffer layers = ByteBuffer.allocate(68);
    if (bits == 8) {
      layers.putInt(layer.capacity()).put(layer.array()).putInt(0);
    } else {
      layers.putInt(0).putInt(0).put("8BIMLr16".getBytes(ISO_8859_1));
      layers.putInt(layer.capacity()).put(layer.array());
    }
    layers.flip();
    int channels = samples.length / 2 + 1;
    ByteBuffer psd = ByteBuffer.allocate(40 + layers.limit() + 2 * channels * bits / 8);
    psd.put("8BPS".getBytes(ISO_8859_1)).putShort((short) 1).put(new byte[6]);
    psd.putShort((short) channels).putInt(1).putInt(2).putShort((short) bits);
    psd.putShort((short) mode).putInt(0).putInt(0);
    psd.putInt(layers.limit()).put(layers).putShort((short) 0);
    for (int i = 0; i < 2 * channels && bits < 32; i++) {
      int sample = i < samples.length ? samples[i] : 99;
      if (bits == 16) {
        psd.putShort((short) (sample * 257));
      } else {
        psd.put((byte) sample);
      }
    }
    return psd.array();
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "1, 16", "3, 8", "3, 16"})
  void psdEdgesAreFreedOfTheWhiteTheyAreMergedWith(int mode, int bits) throws Exception {
    // The second pixel is 51/255 visible: 0, 100 and 255 become 204, 224 and 255 over white.
    int[] samples =
        mode == 1 ? new int[] {40, 224, 255, 51} : new int[] {40, 204, 50, 224, 60, 255, 255, 51};
    RgbImage image = read("a.psd", psd(mode, bits, true, samples));
    assertThat(image.bitDepth()).isEqualTo(bits);
    assertThat(image.hasAlpha()).isTrue();
    int times = bits == 8 ? 1 : 257;
    assertThat(sample(image, RgbImage.ALPHA, 0, 0)).isEqualTo(255 * times);
    assertThat(sample(image, RgbImage.ALPHA, 1, 0)).isEqualTo(51 * times);
    assertThat(sample(image, 0, 0, 0)).isEqualTo(40 * times);
    if (mode == 1) {
      assertThat(image.isGrey()).isTrue();
      assertThat(sample(image, 0, 1, 0)).isEqualTo(100 * times);
    } else {
      assertThat(sample(image, 0, 1, 0)).isEqualTo(0);
      assertThat(sample(image, 1, 1, 0)).isEqualTo(100 * times);
      assertThat(sample(image, 2, 1, 0)).isEqualTo(255 * times);
    }
    assertThat(warnings).isEmpty();
  }

  /** 203 at an alpha of 51 would be -5, and 191 at 128 is 127.5. */
  @ParameterizedTest
  @CsvSource({"51, 203, 0", "51, 204, 0", "51, 205, 5", "128, 191, 128", "127, 192, 129"})
  void coloursFreedOfWhiteAreRoundedAndNotBelowZero(int alpha, int merged, int freed)
      throws Exception {
    int[] samples = {40, merged, 50, merged, 60, merged, 255, alpha};
    RgbImage image = read("a.psd", psd(3, 8, true, samples));
    for (int c = 0; c < 3; c++) {
      assertThat(sample(image, c, 1, 0)).isEqualTo(freed);
    }
    assertThat(sample(image, 2, 0, 0)).isEqualTo(60);
  }

  /** Inks are stored inverted, and white is none of any. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void cmykPsdEdgesAreFreedOfTheWhiteTheyAreMergedWith(int bits) throws Exception {
    int[] samples = {255, 255, 255, 204, 255, 224, 255, 255, 255, 51};
    RgbImage image = read("a.psd", psd(4, bits, true, samples));
    assertThat(sample(image, RgbImage.ALPHA, 1, 0)).isEqualTo(51);
    assertThat(sample(image, 0, 0, 0)).isEqualTo(255);
    assertThat(sample(image, 0, 1, 0)).isEqualTo(255);
    assertThat(sample(image, 1, 1, 0)).isEqualTo(0);
    assertThat(sample(image, 2, 1, 0)).isEqualTo(100);
  }

  /** What a photographer selected and saved is not where the photo is transparent. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void savedSelectionsOfAPsdAreNotItsTransparency(int bits) throws Exception {
    RgbImage image = read("a.psd", psd(3, bits, false, 40, 204, 50, 224, 60, 255, 0, 51));
    assertThat(image.hasAlpha()).isFalse();
    int times = bits == 8 ? 1 : 257;
    assertThat(sample(image, 0, 0, 0)).isEqualTo(40 * times);
    assertThat(sample(image, 1, 1, 0)).isEqualTo(224 * times);
  }

  /** They are floating-point numbers, which would come out as noise. */
  @Test
  void aPsdOf32BitsIsRefused() throws Exception {
    Path file = folder.resolve("a.psd");
    Files.write(file, psd(3, 32, false, 1, 2, 3, 4, 5, 6));
    assertThatThrownBy(() -> PhotoReader.read(file, ReadLimits.DEFAULT))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("convert it to 16 bits");
  }

  @Test
  void aWrongExtensionIsReadAndMentioned() throws Exception {
    byte[] png = new PngBytes(1, 1, 8, 0, false).picture((band, x, y) -> 7);
    assertThat(sample(read("photo.jpg", png), 0, 0, 0)).isEqualTo(7);
    assertThat(warnings)
        .containsExactly(
            folder.resolve("photo.jpg")
                + ": is a PNG file although its name ends in .jpg (usual: .png)");
  }
}
