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
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhotoWriterTest {
  private static final double[] ADOBE_RGB = {0.3127, 0.3290, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06};
  static final ResultTag TAG =
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

  /** 2.2 gigasamples: arrays and sample models of Java hold fewer. */
  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void picturesOfMoreSamplesThanAnArrayHoldsCanBeWritten(OutputFormat format) {
    int enough = 40;
    TestRows rows =
        new TestRows(
            30_000,
            24_000,
            false,
            false,
            (c, x, y) -> {
              if (y == enough) {
                throw new CancellationException("this is far enough");
              }
              return 0.5f;
            });
    assertThatThrownBy(
            () ->
                PhotoWriter.write(
                    rows,
                    Metadata.NONE,
                    WriteSettings.of(format),
                    folder.resolve("a." + format.extension())))
        .isInstanceOf(CancellationException.class)
        .hasMessage("this is far enough");
  }

  @Test
  void aJpegHasTheQualityAskedForAndItsColorsInFull() throws Exception {
    RgbImage noise = RoundTripTest.picture(64, 64, 8, false, false);
    long[] sizes = new long[2];
    for (int i = 0; i < 2; i++) {
      Path file = folder.resolve(i + ".jpg");
      PhotoWriter.write(
          new PhotoRowSource(noise),
          Metadata.NONE,
          WriteSettings.of(OutputFormat.JPEG).withJpegQuality(i == 1 ? 50 : 90),
          file);
      sizes[i] = Files.size(file);
      byte[] bytes = Files.readAllBytes(file);
      int at = 0;
      while ((bytes[at] & 0xff) != 0xff || (bytes[at + 1] & 0xff) != 0xc0) {
        at++;
      }
      assertThat(bytes[at + 11]).isEqualTo((byte) 0x11);
    }
    assertThat(sizes[1]).isLessThan(sizes[0]);
  }

  @ParameterizedTest
  @CsvSource({"FULL, false", "FULL, true", "HALF, false", "HALF, true"})
  void aJpegHasTheChromaAndTheScansAskedFor(ChromaSampling chroma, boolean progressive)
      throws Exception {
    Path file = folder.resolve("a.jpg");
    JpegSettings how = new JpegSettings(95, chroma, progressive);
    Metadata before = metadata();
    TestRows.Picture ramp = (c, x, y) -> (x + y) / 80f * (1 - 0.3f * c);
    WriteResult result =
        PhotoWriter.write(
            new TestRows(43, 35, false, false, ramp),
            before,
            WriteSettings.of(OutputFormat.JPEG).withJpeg(how),
            file);
    assertThat(result.warnings()).isEmpty();
    byte[] frame = frame(Files.readAllBytes(file));
    assertThat(frame[1]).as("SOF0 or SOF2").isEqualTo((byte) (progressive ? 0xc2 : 0xc0));
    assertThat(new byte[] {frame[11], frame[14], frame[17]})
        .as("sampling factors")
        .containsExactly(chroma == ChromaSampling.FULL ? 0x11 : 0x22, 0x11, 0x11);
    RgbImage back = PhotoReader.read(file, ReadLimits.DEFAULT);
    assertThat(back.metadata().colorProfile()).isEqualTo(before.colorProfile());
    assertThat(back.metadata().exif()).isNotNull();
    assertThat(back.metadata().iptc()).isNotNull();
    assertThat(back.metadata().xmp()).isNotNull();
    float[] value = new float[1];
    for (int y = 0; y < 35; y++) {
      for (int x = 0; x < 43; x++) {
        for (int c = 0; c < 3; c++) {
          back.readRegion(c, x, y, 1, 1, value, 0, 1);
          assertThat(value[0]).isCloseTo(Math.min(1, ramp.value(c, x, y)), offset(0.04f));
        }
      }
    }
  }

  @Test
  void aGreyJpegCanBeProgressive() throws Exception {
    Path file = folder.resolve("a.jpg");
    PhotoWriter.write(
        new TestRows(20, 20, true, false, (c, x, y) -> x / 20f),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.JPEG)
            .withJpeg(new JpegSettings(90, ChromaSampling.HALF, true)),
        file);
    assertThat(frame(Files.readAllBytes(file))[1]).isEqualTo((byte) 0xc2);
    assertThat(PhotoReader.read(file, ReadLimits.DEFAULT).isGrey()).isTrue();
  }

  @Test
  void aProgressiveJpegThatWouldTakeTooMuchMemoryBecomesABaselineOneAndSaysSo() throws Exception {
    // 64 x 64 pixels have coefficients of 24 KiB in 4:4:4 and 12 KiB in 4:2:0.
    assertThat(markerWithin(24 << 10, ChromaSampling.FULL)).isEqualTo((byte) 0xc2);
    assertThat(markerWithin(12 << 10, ChromaSampling.HALF)).isEqualTo((byte) 0xc2);
    assertThat(markerWithin((24 << 10) - 1, ChromaSampling.FULL)).isEqualTo((byte) 0xc0);
    assertThat(markerWithin((12 << 10) - 1, ChromaSampling.HALF)).isEqualTo((byte) 0xc0);
  }

  private byte markerWithin(long most, ChromaSampling chroma) throws Exception {
    Path file = folder.resolve("a.jpg");
    Files.deleteIfExists(file);
    List<String> warnings = new ArrayList<>();
    try (ImageOutputStream output = new FileImageOutputStream(file.toFile())) {
      new JpegEncoder(most)
          .encode(
              flat(64, 64, 0.5f),
              ResultMetadata.of(Metadata.NONE, 64, 64, null, warnings),
              WriteSettings.of(OutputFormat.JPEG).withJpeg(new JpegSettings(90, chroma, true)),
              output,
              warnings);
    }
    byte marker = frame(Files.readAllBytes(file))[1];
    if (marker == (byte) 0xc2) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings).singleElement().asString().startsWith("is not progressive, since");
    }
    return marker;
  }

  /** The marker that begins a frame, and what follows it. */
  private static byte[] frame(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != 0xc0 && (jpeg[at + 1] & 0xff) != 0xc2) {
      at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
    }
    return java.util.Arrays.copyOfRange(jpeg, at, jpeg.length);
  }

  // ---- memory

  /** 144 MB of samples through each writer in a heap of 48 MB. */
  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void memoryDoesNotGrowWithTheResult(OutputFormat format) throws Exception {
    Path file = folder.resolve("a." + format.extension());
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LargeWrite.class.getName(),
                file.toString(),
                format.name())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    PhotoHeader header = PhotoReader.probe(file, ReadLimits.DEFAULT);
    assertThat(header.width()).isEqualTo(4000);
    assertThat(header.height()).isEqualTo(12_000);
  }

  /** The child of the test above. */
  static final class LargeWrite {
    private LargeWrite() {}

    public static void main(String[] args) throws IOException {
      RowSource rows =
          new TestRows(4000, 12000, false, false, (c, x, y) -> 0) {
            @Override
            public void nextRow(float[][] row) {
              row[1][7] = 1;
            }
          };
      PhotoWriter.write(
          rows, Metadata.NONE, WriteSettings.of(OutputFormat.valueOf(args[1])), Path.of(args[0]));
    }
  }

  // ---- metadata

  static Metadata metadata() {
    byte[] exif =
        new TiffBytes(ByteOrder.BIG_ENDIAN)
            .shorts(274, 6)
            .tag(271, "Maker")
            .tag(282, new long[] {72, 1})
            .tag(283, new long[] {72, 1})
            .shorts(296, 2)
            .tag(33432, "Me")
            .bytes();
    String xmp =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/' tiff:Orientation='6'"
            + " tiff:ImageWidth='3' dc:format='image/jpeg'/></rdf:RDF></x:xmpmeta>";
    byte[] iptc = {0x1c, 2, 5, 0, 1, 'T'};
    return new Metadata(
        ColorProfile.of(MatrixProfile.of("wide", 2.2, ADOBE_RGB)),
        exif,
        xmp.getBytes(UTF_8),
        iptc,
        300);
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void metadataIsCarriedAndCorrected(OutputFormat format) throws Exception {
    Metadata before = metadata();
    Path file = folder.resolve("a." + format.extension());
    WriteResult result =
        PhotoWriter.write(flat(40, 30, 0.5f), before, WriteSettings.of(format).withTag(TAG), file);
    List<String> warnings = new ArrayList<>();
    Metadata after = PhotoReader.read(file, ReadLimits.DEFAULT, warnings::add).metadata();
    assertThat(warnings).isEmpty();
    assertThat(after.colorProfile()).isEqualTo(before.colorProfile());
    assertThat(after.dotsPerInch()).isCloseTo(300, offset(0.02));
    ExifBlock exif =
        Objects.requireNonNull(ExifBlock.parse(Objects.requireNonNull(after.exif()), 100_000));
    assertThat(exif.orientation()).isEqualTo(Orientation.UPRIGHT);
    assertThat(exif.bytes(271)).isEqualTo("Maker\0".getBytes(UTF_8));
    assertThat(exif.bytes(33432)).isEqualTo("Me\0".getBytes(UTF_8));
    assertThat(exif.dotsPerInch()).isEqualTo(300);
    assertThat(ExifNumbers.of(Objects.requireNonNull(after.exif()), ExifNumbers.PIXEL_X))
        .isEqualTo(40);
    assertThat(ExifNumbers.of(Objects.requireNonNull(after.exif()), ExifNumbers.PIXEL_Y))
        .isEqualTo(30);
    assertThat(after.iptc()).isEqualTo(before.iptc());
    assertThat(result.warnings()).isEmpty();
    String xmp = new String(Objects.requireNonNull(after.xmp()), UTF_8);
    assertThat(xmp)
        .contains("tiff:Orientation=\"1\"", "tiff:ImageWidth=\"40\"", "dc:format")
        .contains("ctsr:software=\"CTSR Studio 0.1.0\"", "ctsr:model=\"ctsr-compact-x4\"")
        .contains("ctsr:modelVersion=\"1\"", "ctsr:modelDigest=\"abc123\"")
        .contains("ctsr:realness=\"0.35\"", "ctsr:scale=\"4\"");
  }

  @Test
  void realnessAndMaskOfAnEarlierEnlargementGoIfThereIsNone() throws Exception {
    Path first = folder.resolve("first.png");
    Path second = folder.resolve("second.png");
    WriteSettings png = WriteSettings.of(OutputFormat.PNG);
    ResultTag masked = TAG.withMask(new MaskTag("a & b.png", "0123ef", 0.75));
    PhotoWriter.write(flat(40, 30, 0.5f), metadata(), png.withTag(masked), first);
    Metadata before = PhotoReader.read(first, ReadLimits.DEFAULT).metadata();
    assertThat(new String(Objects.requireNonNull(before.xmp()), UTF_8))
        .contains("ctsr:realness=\"mask\"", "ctsr:mask=\"a &amp; b.png\"")
        .contains("ctsr:maskDigest=\"0123ef\"", "ctsr:maskFactor=\"0.75\"");
    ResultTag without = new ResultTag("CTSR Studio 0.1.0", "teacher", "1", "abc123", null, 4);
    PhotoWriter.write(flat(40, 30, 0.5f), before, png.withTag(without), second);
    Metadata after = PhotoReader.read(second, ReadLimits.DEFAULT).metadata();
    assertThat(new String(Objects.requireNonNull(after.xmp()), UTF_8))
        .contains("ctsr:model=\"teacher\"")
        .doesNotContain("ctsr:realness", "ctsr:mask");
  }

  /** Metadata other programs see, by another library than the one that wrote it. */
  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void metadataExtractorAgrees(OutputFormat format) throws Exception {
    Path file = folder.resolve("a." + format.extension());
    PhotoWriter.write(flat(40, 30, 0.5f), metadata(), WriteSettings.of(format).withTag(TAG), file);
    var read = com.drew.imaging.ImageMetadataReader.readMetadata(file.toFile());
    var root = read.getFirstDirectoryOfType(com.drew.metadata.exif.ExifIFD0Directory.class);
    assertThat(root.getString(271)).isEqualTo("Maker");
    if (format != OutputFormat.TIFF) {
      assertThat(root.getInt(274)).isEqualTo(1);
    }
    assertThat(root.getRational(282).doubleValue()).isEqualTo(300);
    var sub = read.getFirstDirectoryOfType(com.drew.metadata.exif.ExifSubIFDDirectory.class);
    assertThat(sub.getInt(0xa002)).isEqualTo(40);
    assertThat(read.getFirstDirectoryOfType(com.drew.metadata.icc.IccDirectory.class)).isNotNull();
    assertThat(
            read.getDirectoriesOfType(com.drew.metadata.xmp.XmpDirectory.class).stream()
                .anyMatch(xmp -> "0.35".equals(xmp.getXmpProperties().get("ctsr:realness"))))
        .isTrue();
    for (var directory : read.getDirectories()) {
      assertThat(directory.getErrors()).isEmpty();
    }
  }

  @Test
  void withoutMetadataNothingIsInvented() throws Exception {
    for (OutputFormat format : OutputFormat.values()) {
      Path file = folder.resolve("a." + format.extension());
      PhotoWriter.write(flat(4, 3, 0.5f), Metadata.NONE, WriteSettings.of(format), file);
      Metadata after = PhotoReader.read(file, ReadLimits.DEFAULT).metadata();
      assertThat(after.colorProfile()).isNull();
      assertThat(after.exif()).isNull();
      assertThat(after.xmp()).isNull();
      assertThat(after.iptc()).isNull();
    }
  }

  @Test
  void damagedMetadataIsLeftOutWithAWarning() throws Exception {
    Metadata bad = new Metadata(null, new byte[] {1, 2, 3}, "no xml".getBytes(UTF_8), null, 0);
    Path file = folder.resolve("a.png");
    WriteResult result =
        PhotoWriter.write(flat(4, 3, 0.5f), bad, WriteSettings.of(OutputFormat.PNG), file);
    assertThat(result.warnings()).hasSize(2);
    assertThat(result.warnings().get(0)).startsWith(file + ": ").contains("EXIF");
    assertThat(result.warnings().get(1)).contains("XMP");
  }

  /** 300/0 is infinite, and others are fields that were never filled in. */
  @ParameterizedTest
  @CsvSource({"300, 0", "4294967295, 1", "1, 4294967295", "100001, 1"})
  void aResolutionThatCannotBeMeantIsLeftOut(long dots, long units) throws Exception {
    byte[] exif =
        new TiffBytes(ByteOrder.LITTLE_ENDIAN)
            .tag(271, "Maker")
            .tag(282, new long[] {dots, units})
            .tag(283, new long[] {dots, units})
            .shorts(296, 2)
            .bytes();
    ExifBlock block = Objects.requireNonNull(ExifBlock.parse(exif, 100_000));
    assertThat(block.dotsPerInch()).isZero();
    for (OutputFormat format : OutputFormat.values()) {
      Path file = folder.resolve("a." + format.extension());
      PhotoWriter.write(
          flat(4, 3, 0.5f),
          new Metadata(null, exif, null, null, block.dotsPerInch()),
          WriteSettings.of(format),
          file);
      Metadata after = PhotoReader.read(file, ReadLimits.DEFAULT).metadata();
      assertThat(after.dotsPerInch()).isLessThan(301);
      var root =
          com.drew.imaging.ImageMetadataReader.readMetadata(file.toFile())
              .getFirstDirectoryOfType(com.drew.metadata.exif.ExifIFD0Directory.class);
      assertThat(root.getString(271)).isEqualTo("Maker");
      assertThat(root.containsTag(282)).isFalse();
      assertThat(root.containsTag(283)).isFalse();
    }
  }

  @Test
  void correctedXmpFieldsMayBeLists() throws Exception {
    String list = "<rdf:Seq><rdf:li>6</rdf:li><rdf:li>1</rdf:li></rdf:Seq>";
    String xmp =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
            + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
            + " rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
            + " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:ctsr='http://ctsr.org/ns/1.0/'"
            + " dc:format='image/jpeg'><tiff:Orientation>"
            + list
            + "</tiff:Orientation><tiff:ImageWidth>"
            + list
            + "</tiff:ImageWidth><ctsr:model>"
            + list
            + "</ctsr:model></rdf:Description></rdf:RDF></x:xmpmeta>";
    Path file = folder.resolve("a.png");
    WriteResult result =
        PhotoWriter.write(
            flat(4, 3, 0.5f),
            new Metadata(null, null, xmp.getBytes(UTF_8), null, 0),
            WriteSettings.of(OutputFormat.PNG).withTag(TAG),
            file);
    assertThat(result.warnings()).isEmpty();
    byte[] after =
        Objects.requireNonNull(PhotoReader.read(file, ReadLimits.DEFAULT).metadata().xmp());
    assertThat(new String(after, UTF_8))
        .contains("tiff:Orientation=\"1\"", "tiff:ImageWidth=\"4\"", "dc:format")
        .contains("ctsr:model=\"ctsr-compact-x4\"");
  }

  /** A maker note keeps its place, the thumbnail of the old picture goes. */
  @Test
  void makerNotesStayAndThumbnailsGo() throws Exception {
    byte[] exif = MakerNoteExif.bytes();
    int noteAt = indexOf(exif, "MAKERNOTE".getBytes(UTF_8));
    assertThat(indexOf(exif, "THUMBNAIL".getBytes(UTF_8))).isPositive();
    Path file = folder.resolve("a.png");
    PhotoWriter.write(
        flat(4, 3, 0.5f),
        new Metadata(null, exif, null, null, 0),
        WriteSettings.of(OutputFormat.PNG),
        file);
    byte[] after =
        Objects.requireNonNull(PhotoReader.read(file, ReadLimits.DEFAULT).metadata().exif());
    assertThat(indexOf(after, "MAKERNOTE".getBytes(UTF_8))).isEqualTo(noteAt);
    assertThat(indexOf(after, "THUMBNAIL".getBytes(UTF_8))).isNegative();
    assertThat(ExifNumbers.of(after, ExifNumbers.PIXEL_X)).isEqualTo(4);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    outer:
    for (int i = 0; i + part.length <= bytes.length; i++) {
      for (int j = 0; j < part.length; j++) {
        if (bytes[i + j] != part[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  // ---- files

  @Test
  void aNameMayHaveAnEmojiAnywhere() throws Exception {
    for (int before = 37; before <= 41; before++) {
      Path file = folder.resolve("a".repeat(before) + "\ud83d\ude00.png");
      PhotoWriter.write(flat(4, 3, 0.5f), Metadata.NONE, WriteSettings.of(OutputFormat.PNG), file);
      assertThat(file).exists();
    }
    assertThat(names()).hasSize(5);
  }

  private Path existing(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "old");
  }

  @Test
  void conflictPolicies() throws Exception {
    Path file = existing("a.png");
    WriteSettings settings = WriteSettings.of(OutputFormat.PNG);
    assertThatThrownBy(() -> PhotoWriter.write(flat(1, 1, 0), Metadata.NONE, settings, file))
        .isInstanceOf(PhotoException.class)
        .hasMessageStartingWith(file + ": exists already");
    WriteResult skipped =
        PhotoWriter.write(
            flat(1, 1, 0), Metadata.NONE, settings.withConflicts(ConflictPolicy.SKIP), file);
    assertThat(skipped.skipped()).isTrue();
    assertThat(file).hasContent("old");
    for (int i = 2; i < 5; i++) {
      WriteResult unique =
          PhotoWriter.write(
              flat(1, 1, 0), Metadata.NONE, settings.withConflicts(ConflictPolicy.UNIQUE), file);
      assertThat(unique.file()).isEqualTo(folder.resolve("a-" + i + ".png"));
    }
    assertThat(file).hasContent("old");
    PhotoWriter.write(
        flat(1, 1, 0), Metadata.NONE, settings.withConflicts(ConflictPolicy.OVERWRITE), file);
    assertThat(PhotoReader.read(file, ReadLimits.DEFAULT).pixels()).isEqualTo(1);
    assertThat(names()).containsExactly("a-2.png", "a-3.png", "a-4.png", "a.png");
  }

  @Test
  void aFileThatIsReplacedKeepsItsPermissions() throws Exception {
    Path file = existing("a.png");
    Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    PhotoWriter.write(
        flat(1, 1, 0),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.PNG).withConflicts(ConflictPolicy.OVERWRITE),
        file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void checkTellsBeforeAnyWork() throws Exception {
    Path file = existing("a.png");
    WriteSettings settings = WriteSettings.of(OutputFormat.PNG);
    assertThatThrownBy(() -> PhotoWriter.check(9, 9, false, false, settings, file))
        .isInstanceOf(PhotoException.class);
    assertThat(
            PhotoWriter.check(
                9, 9, false, false, settings.withConflicts(ConflictPolicy.SKIP), file))
        .isEmpty();
    Path other = folder.resolve("new/sub/b.png");
    assertThat(PhotoWriter.check(9, 9, false, false, settings, other))
        .isEqualTo(Optional.of(other));
    assertThatThrownBy(
            () ->
                PhotoWriter.check(
                    65_501,
                    9,
                    false,
                    false,
                    WriteSettings.of(OutputFormat.JPEG),
                    folder.resolve("b.jpg")))
        .hasMessageContaining("65500");
    assertThat(names()).containsExactly("a.png", "new");
  }

  @Test
  void thePhotoItselfIsNeverReplacedByAccident() throws Exception {
    Path photo = existing("photo.png");
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), photo);
    Path hard = Files.createLink(folder.resolve("hard.png"), photo);
    Path roundabout = folder.resolve("x/../photo.png");
    Files.createDirectory(folder.resolve("x"));
    for (ConflictPolicy policy :
        new ConflictPolicy[] {ConflictPolicy.FAIL, ConflictPolicy.SKIP, ConflictPolicy.OVERWRITE}) {
      for (Path target : new Path[] {photo, link, hard, roundabout}) {
        WriteSettings settings =
            WriteSettings.of(OutputFormat.PNG).withConflicts(policy).withSource(photo);
        if (policy != ConflictPolicy.SKIP) {
          assertThatThrownBy(
                  () -> PhotoWriter.write(flat(1, 1, 0), Metadata.NONE, settings, target))
              .hasMessageContaining("is the photo itself");
        } else {
          assertThat(PhotoWriter.write(flat(1, 1, 0), Metadata.NONE, settings, target).skipped())
              .isTrue();
        }
      }
    }
    assertThat(photo).hasContent("old");
    // On request it is, and a link stays a link.
    PhotoWriter.write(
        flat(1, 1, 0),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.PNG)
            .withConflicts(ConflictPolicy.OVERWRITE)
            .withSource(photo)
            .withReplaceableSource(),
        link);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(PhotoReader.read(photo, ReadLimits.DEFAULT).pixels()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void failuresLeaveNothingBehind(OutputFormat format) throws Exception {
    Path file = existing("a.out");
    WriteSettings settings = WriteSettings.of(format).withConflicts(ConflictPolicy.OVERWRITE);
    Exception[] failures = {
      new IOException("No space left on device"),
      new PhotoException(Path.of("photo.raw"), "is gone"),
      new CancellationException("stop"),
      new IllegalStateException("broken")
    };
    String[] messages = {
      file + ": could not be written: the disk is full", "photo.raw: is gone", "stop", "broken"
    };
    for (int i = 0; i < failures.length; i++) {
      Exception failure = failures[i];
      RowSource rows =
          new TestRows(30, 400, false, false, (c, x, y) -> 0.5f) {
            private int y;

            @Override
            public void nextRow(float[][] row) throws IOException {
              if (++y == 300) {
                if (failure instanceof IOException io) {
                  throw io;
                }
                throw (RuntimeException) failure;
              }
            }
          };
      assertThatThrownBy(() -> PhotoWriter.write(rows, Metadata.NONE, settings, file))
          .isInstanceOf(failure instanceof IOException ? PhotoException.class : failure.getClass())
          .hasMessage(messages[i]);
      assertThat(names()).containsExactly("a.out");
      assertThat(file).hasContent("old");
    }
  }

  @Test
  void unwritablePlaces() throws Exception {
    WriteSettings settings = WriteSettings.of(OutputFormat.PNG);
    Path notAFolder = existing("file").resolve("a.png");
    assertThatThrownBy(() -> PhotoWriter.write(flat(1, 1, 0), Metadata.NONE, settings, notAFolder))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("is not a folder");
    assertThatThrownBy(() -> PhotoWriter.write(flat(1, 1, 0), Metadata.NONE, settings, folder))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("is a folder");
    Path longName = folder.resolve("n".repeat(300) + ".png");
    assertThatThrownBy(() -> PhotoWriter.write(flat(1, 1, 0), Metadata.NONE, settings, longName))
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("name is too long");
    assertThatThrownBy(() -> PhotoWriter.check(1, 1, false, false, settings, longName))
        .as("before there is anything to write")
        .isInstanceOf(PhotoException.class)
        .hasMessageContaining("name is too long");
    assertThat(names()).containsExactly("file");
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Assumptions.assumeTrue(Files.getFileStore(locked).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-x------"));
    Assumptions.assumeFalse(Files.isWritable(locked), "the superuser may write everywhere");
    assertThatThrownBy(
            () ->
                PhotoWriter.write(flat(1, 1, 0), Metadata.NONE, settings, locked.resolve("a.png")))
        .hasMessageContaining("permission denied");
  }

  @Test
  void deniedPermissionIsNamed() {
    assertThat(
            TargetFile.failure(
                Path.of("a.png"),
                "cannot be written",
                new java.nio.file.AccessDeniedException("/locked/.a.png.part")))
        .hasMessage("a.png: cannot be written: permission denied for its folder");
  }

  /** Linux has a device that is always full. */
  @Test
  void aFullDiskIsNamed() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full));
    IOException failure = null;
    try (var out = Files.newOutputStream(full)) {
      out.write(new byte[100_000]);
    } catch (IOException e) {
      failure = e;
    }
    assertThat(
            TargetFile.failure(
                Path.of("a.png"), "could not be written", Objects.requireNonNull(failure)))
        .hasMessage("a.png: could not be written: the disk is full");
  }

  @Test
  void unicodeAndSpacesInNames() throws Exception {
    Path file = folder.resolve("Fotos \u00e4\u65e5\ud83d\ude00/b i l d.png");
    PhotoWriter.write(flat(2, 2, 0), Metadata.NONE, WriteSettings.of(OutputFormat.PNG), file);
    assertThat(PhotoReader.read(file, ReadLimits.DEFAULT).pixels()).isEqualTo(4);
  }

  @Test
  void aLinkToAFolderIsWrittenTo() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    PhotoWriter.write(
        flat(1, 1, 0), Metadata.NONE, WriteSettings.of(OutputFormat.PNG), link.resolve("a.png"));
    assertThat(real.resolve("a.png")).exists();
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }
}
