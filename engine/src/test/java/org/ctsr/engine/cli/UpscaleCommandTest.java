package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.model.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UpscaleCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return runWith(TestModels.STUDENT, arguments);
  }

  private int runWith(String model, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Ctsr.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    String[] all =
        Stream.concat(
                Stream.of("upscale", "-m", TestModels.folder().resolve(model).toString()),
                Stream.of(arguments))
            .toArray(String[]::new);
    return Ctsr.execute(command, all);
  }

  private Path photo(String name, int width, int height, int type) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    var graphics = image.createGraphics();
    graphics.setPaint(
        new java.awt.GradientPaint(
            0, 0, new Color(200, 80, 30), width, height, new Color(20, 120, 220)));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Path photo(String name) throws IOException {
    return photo(name, 24, 18, BufferedImage.TYPE_INT_RGB);
  }

  private static RgbImage read(Path file) throws IOException {
    return PhotoReader.read(file, ReadLimits.DEFAULT);
  }

  /** Nothing but the named files: no temporary and no half-written one. */
  private void assertFolderHolds(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void writesBesideThePhotoUnderANameThatTellsScaleAndRealness() throws IOException {
    assertThat(run(photo("a.png").toString())).isZero();
    RgbImage result = read(folder.resolve("a_4x_0.5.png"));
    assertThat(result.width()).isEqualTo(96);
    assertThat(result.height()).isEqualTo(72);
    assertThat(out.toString()).contains("a_4x_0.5.png");
    assertFolderHolds("a.png", "a_4x_0.5.png");
  }

  @Test
  void aJpegCanBeSmallerAndProgressiveAndOtherFormatsSayThatTheyCannot() throws IOException {
    String photo = photo("a.png").toString();
    assertThat(run(photo, "-f", "jpeg", "--chroma", "420", "--progressive")).isZero();
    assertThat(err.toString()).isEmpty();
    byte[] jpeg = Files.readAllBytes(folder.resolve("a_4x_0.5.jpg"));
    String hex = java.util.HexFormat.of().formatHex(jpeg);
    // SOF2, 17 bytes, 8 bits, 72 x 96, three components, of which the first is twice as fine.
    assertThat(hex).contains("ffc20011080048006003012200021101031101");
    assertThat(run(photo, "--chroma", "444", "--progressive")).as(err.toString()).isZero();
    assertThat(err.toString()).as("the photo's format may be JPEG").isEmpty();
    assertThat(run(photo, "--overwrite", "-f", "tiff", "--chroma", "420", "--progressive"))
        .isZero();
    assertThat(err.toString().lines())
        .containsExactly(
            "ctsr: --chroma is for JPEG only and is ignored",
            "ctsr: --progressive is for JPEG only and is ignored");
    assertThat(run(photo, "--chroma", "411")).isEqualTo(2);
    assertThat(err.toString()).contains("'411' is no chroma; choose 444 or 420");
    assertThat(run(photo, "-q", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("quality must be between 1 and 100, not 0");
  }

  @Test
  void severalRealnessValuesGiveDifferentFilesAndRealnessChangesThem() throws IOException {
    assertThat(run(photo("a.png").toString(), "-t", "0,0.5,1")).isZero();
    assertFolderHolds("a.png", "a_4x_0.png", "a_4x_0.5.png", "a_4x_1.png");
    assertThat(read(folder.resolve("a_4x_0.png")).digest())
        .isNotEqualTo(read(folder.resolve("a_4x_1.png")).digest());
  }

  @Test
  void aModelWithoutSliderGivesOneResultWhoseNameAndTagsDoNotSpeakOfRealness() throws IOException {
    Path photo = photo("a.png");
    // Not even of the wrong shape is it looked at.
    Path mask = photo("mask.png", 7, 7, BufferedImage.TYPE_BYTE_GRAY);
    int code =
        runWith(
            TestModels.FIDELITY,
            photo.toString(),
            photo("b.png").toString(),
            "-t",
            "0,0.5,1",
            "--realness-mask",
            mask.toString(),
            "--json");
    assertThat(code).isZero();
    assertThat(err.toString().lines())
        .containsExactlyInAnyOrder(
            "ctsr: tiny-fidelity-x4 has no slider; -t is ignored",
            "ctsr: tiny-fidelity-x4 has no slider; --realness-mask is ignored");
    assertFolderHolds("a.png", "b.png", "mask.png", "a_4x.png", "b_4x.png");
    byte[] xmp = Objects.requireNonNull(read(folder.resolve("a_4x.png")).metadata().xmp());
    assertThat(new String(xmp, java.nio.charset.StandardCharsets.UTF_8))
        .contains("tiny-fidelity-x4")
        .doesNotContain("realness");
    JsonNode written = new ObjectMapper().readTree(out.toString().lines().findFirst().orElse(""));
    assertThat(written.get("realness").isNull()).isTrue();

    assertThat(runWith(TestModels.FIDELITY, photo.toString(), "--overwrite")).isZero();
    assertThat(err.toString()).isEmpty();
    // Two teachers have one.
    assertThat(runWith(TestModels.BLEND, photo.toString(), "-t", "0,1")).isZero();
    assertThat(folder.resolve("a_4x_0.png")).exists();
    assertThat(folder.resolve("a_4x_1.png")).exists();
  }

  @Test
  void theSameCommandGivesTheSamePixelsWhateverTheTileSize() throws IOException {
    Path photo = photo("a.png", 90, 70, BufferedImage.TYPE_INT_RGB);
    run(photo.toString(), "-o", folder.resolve("one.png").toString());
    run(photo.toString(), "-o", folder.resolve("two.png").toString(), "--tile", "32");
    float[] one = red(read(folder.resolve("one.png")));
    float[] two = red(read(folder.resolve("two.png")));
    for (int i = 0; i < one.length; i++) {
      assertThat(Math.abs(one[i] - two[i])).isLessThanOrEqualTo(1.001f / 255);
    }
  }

  private static float[] red(RgbImage image) {
    float[] values = new float[(int) image.pixels()];
    image.readRegion(0, 0, 0, image.width(), image.height(), values, 0, image.width());
    return values;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 3.25, 4})
  void scalesInBetween(double scale) throws IOException {
    assertThat(
            run(
                photo("a.png").toString(),
                "-s",
                "" + scale,
                "-o",
                folder.resolve("o.png").toString()))
        .isZero();
    RgbImage result = read(folder.resolve("o.png"));
    assertThat(result.width()).isEqualTo((int) Math.round(24 * scale));
    assertThat(result.height()).isEqualTo((int) Math.round(18 * scale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "tiff"})
  void writesEveryFormat(String format) throws IOException {
    assertThat(run(photo("a.png").toString(), "-f", format, "-o", folder + "/out")).isZero();
    String extension = format.equals("jpeg") ? "jpg" : format.equals("tiff") ? "tif" : format;
    assertThat(read(folder.resolve("out/a_4x_0.5." + extension)).width()).isEqualTo(96);
  }

  @Test
  void greyStaysGreyAlphaStaysAndSixteenBitsStay() throws IOException {
    run(photo("grey.png", 20, 20, BufferedImage.TYPE_BYTE_GRAY).toString());
    assertThat(read(folder.resolve("grey_4x_0.5.png")).isGrey()).isTrue();
    run(photo("alpha.png", 20, 20, BufferedImage.TYPE_INT_ARGB).toString());
    RgbImage alpha = read(folder.resolve("alpha_4x_0.5.png"));
    assertThat(alpha.hasAlpha()).isTrue();
    float[] values = new float[6400];
    alpha.readRegion(RgbImage.ALPHA, 0, 0, 80, 80, values, 0, 80);
    assertThat(values).containsOnly(1f);
    BufferedImage deep = new BufferedImage(20, 20, BufferedImage.TYPE_USHORT_GRAY);
    DataBuffer samples = deep.getRaster().getDataBuffer();
    for (int i = 0; i < 400; i++) {
      samples.setElem(i, 150 * i);
    }
    ImageIO.write(deep, "png", folder.resolve("deep.png").toFile());
    run(folder.resolve("deep.png").toString());
    assertThat(read(folder.resolve("deep_4x_0.5.png")).bitDepth()).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1x1", "1x50", "50x1", "3x2"})
  void tinyPhotosWork(String size) throws IOException {
    int width = Integer.parseInt(size.split("x")[0]);
    int height = Integer.parseInt(size.split("x")[1]);
    assertThat(run(photo("s.png", width, height, BufferedImage.TYPE_INT_RGB).toString())).isZero();
    RgbImage result = read(folder.resolve("s_4x_0.5.png"));
    assertThat(result.width()).isEqualTo(4 * width);
    assertThat(result.height()).isEqualTo(4 * height);
  }

  @Test
  void palettePhotosWork() throws IOException {
    assertThat(run(photo("p.png", 20, 20, BufferedImage.TYPE_BYTE_INDEXED).toString())).isZero();
  }

  @Test
  void neverReplacesAFileUnlessAsked() throws IOException {
    Path photo = photo("a.png");
    Path existing = Files.writeString(folder.resolve("a_4x_0.5.png"), "mine");
    assertThat(run(photo.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("a_4x_0.5.png");
    assertThat(existing).hasContent("mine");
    assertThat(run(photo.toString(), "--if-exists", "skip")).isZero();
    assertThat(existing).hasContent("mine");
    assertThat(run(photo.toString(), "--if-exists", "unique")).isZero();
    assertThat(existing).hasContent("mine");
    assertThat(folder.resolve("a_4x_0.5-2.png")).exists();
    assertThat(run(photo.toString(), "--overwrite")).isZero();
    assertThat(read(existing).width()).isEqualTo(96);
  }

  @Test
  void neverReplacesThePhotoItself() throws IOException {
    Path photo = photo("a.png");
    byte[] before = Files.readAllBytes(photo);
    Path link = folder.resolve("link.png");
    Files.createSymbolicLink(link, photo);
    assertThat(run(photo.toString(), "-o", photo.toString())).isEqualTo(1);
    assertThat(run(photo.toString(), "-o", link.toString())).isEqualTo(1);
    assertThat(photo).hasBinaryContent(before);
  }

  @Test
  void aNameThatLosesItsRealnessDoesNotReplaceThePhoto() throws IOException {
    Path photo = photo("a.png");
    byte[] before = Files.readAllBytes(photo);
    String[] renamed = {photo.toString(), "--name", "{name}_{realness}", "--overwrite"};
    assertThat(runWith(TestModels.FIDELITY, renamed)).isEqualTo(1);
    assertThat(err.toString())
        .contains("a.png: is the photo itself")
        .contains("has no slider")
        .contains("choose another name");
    assertThat(photo).hasBinaryContent(before);
    assertFolderHolds("a.png");
    // Whoever names the photo means it.
    assertThat(runWith(TestModels.FIDELITY, photo.toString(), "--name", "{name}", "--overwrite"))
        .isZero();
    assertThat(photo.toFile().length()).isNotEqualTo(before.length);
  }

  @Test
  void badInputsAreNamedAndTheOthersGoOn() throws IOException {
    Path good = photo("good.png");
    Path empty = Files.createFile(folder.resolve("empty.png"));
    Path text = Files.writeString(folder.resolve("text.png"), "This is no picture.");
    byte[] bytes = Files.readAllBytes(photo("whole.png", 200, 200, BufferedImage.TYPE_INT_RGB));
    Path truncatedHeader =
        Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(bytes, 20));
    Path missing = folder.resolve("missing.png");
    int code =
        run(
            empty.toString(),
            text.toString(),
            truncatedHeader.toString(),
            missing.toString(),
            good.toString(),
            "-o",
            folder + "/out");
    assertThat(code).isEqualTo(1);
    for (Path bad : List.of(empty, text, truncatedHeader, missing)) {
      assertThat(err.toString()).contains(bad.toString());
    }
    assertThat(err.toString().lines()).hasSizeGreaterThanOrEqualTo(4);
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files).containsExactly(folder.resolve("out/good_4x_0.5.png"));
    }
  }

  @Test
  void aWrongExtensionIsReadAllTheSame() throws IOException {
    Path photo = Files.move(photo("a.png"), folder.resolve("a.jpg"));
    assertThat(run(photo.toString(), "-f", "png")).isZero();
    assertThat(err.toString()).contains("a.jpg").contains("PNG");
  }

  /** A JPEG would lose what the photo is in truth able to hold. */
  @Test
  void aMisnamedPhotoKeepsTransparencyAndDepth() throws IOException {
    Path alpha = photo("alpha.png", 20, 20, BufferedImage.TYPE_INT_ARGB);
    Path deep = photo("deep.png", 20, 20, BufferedImage.TYPE_USHORT_GRAY);
    Files.move(alpha, folder.resolve("alpha.jpg"));
    Files.move(deep, folder.resolve("deep.jpg"));
    assertThat(run(folder + "/alpha.jpg", folder + "/deep.jpg")).isZero();
    assertThat(read(folder.resolve("alpha_4x_0.5.png")).hasAlpha()).isTrue();
    assertThat(read(folder.resolve("deep_4x_0.5.png")).bitDepth()).isEqualTo(16);
    ImageIO.write(
        new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB),
        "jpg",
        folder.resolve("j.png").toFile());
    assertThat(run(folder + "/j.png")).isZero();
    assertThat(folder.resolve("j_4x_0.5.jpg")).exists();
    // Sixteen bits are asked for by the name.
    assertThat(run(folder + "/j.png", "--depth", "16")).isZero();
    assertThat(read(folder.resolve("j_4x_0.5.png")).bitDepth()).isEqualTo(16);
  }

  @Test
  void photosOfOneNameInTwoFoldersDoNotReplaceEachOthersResults() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    Path first = photo("a/x.png");
    Path second = photo("b/x.png", 30, 30, BufferedImage.TYPE_INT_RGB);
    assertThat(run(first + "", second + "", "-o", folder + "/out", "--overwrite")).isEqualTo(1);
    assertThat(err.toString()).contains("would replace the result of " + first);
    assertThat(read(folder.resolve("out/x_4x_0.5.png")).width()).isEqualTo(96);
  }

  @Test
  void aBombIsRefusedBeforeItIsDecoded() throws IOException {
    Path photo = photo("big.png", 300, 300, BufferedImage.TYPE_BYTE_BINARY);
    assertThat(run(photo.toString(), "--max-pixels", "80000")).isEqualTo(1);
    assertThat(err.toString()).contains("big.png").contains("80000").contains("--max-pixels");
  }

  @Test
  void aMaskSteersRealnessAndMustFitThePhoto() throws IOException {
    Path photo = photo("a.png");
    Path black = folder.resolve("black.png");
    ImageIO.write(new BufferedImage(24, 18, BufferedImage.TYPE_BYTE_GRAY), "png", black.toFile());
    assertThat(run(photo.toString(), "--realness-mask", black.toString(), "-o", folder + "/m.png"))
        .isZero();
    byte[] xmp = Objects.requireNonNull(read(folder.resolve("m.png")).metadata().xmp());
    assertThat(new String(xmp, java.nio.charset.StandardCharsets.UTF_8))
        .contains("ctsr:realness=\"mask\"", "ctsr:mask=\"black.png\"", "ctsr:maskFactor=\"1\"")
        .contains("ctsr:maskDigest=\"" + Sha256.of(black) + "\"");
    assertThat(run(photo.toString(), "-t", "0", "-o", folder + "/zero.png")).isZero();
    assertThat(read(folder.resolve("m.png")).digest())
        .isEqualTo(read(folder.resolve("zero.png")).digest());
    Path wrong = photo("wrong.png", 27, 18, BufferedImage.TYPE_BYTE_GRAY);
    assertThat(run(photo.toString(), "--realness-mask", wrong.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("wrong.png").contains("27x18").contains("24x18");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-t NaN",
        "-t 1.5",
        "-t -0.1",
        "-t 0,2",
        "-s 0.5",
        "-s 5",
        "-s NaN",
        "--threads -1",
        "--tile 17",
        "--depth 12",
        "-q 0",
        "--device gpu",
        "--name {nme}",
        "-o big.webp",
        "--max-pixels 0"
      })
  void misuseIsRefusedBeforeAnyWork(String option) throws IOException {
    Path photo = photo("a.png");
    String[] parts = option.split(" ");
    assertThat(run(photo.toString(), parts[0], parts[1])).isEqualTo(2);
    assertThat(err.toString()).startsWith("ctsr: ");
    assertFolderHolds("a.png");
  }

  @Test
  void anUnwritablePlaceIsNamed() throws IOException {
    Path photo = photo("a.png");
    Path notAFolder = Files.writeString(folder.resolve("file"), "x");
    assertThat(run(photo.toString(), "-o", notAFolder.resolve("out.png").toString())).isEqualTo(1);
    assertThat(err.toString()).contains(notAFolder.toString());
    assertFolderHolds("a.png", "file");
  }

  @Test
  void aFullDiskLeavesNothingBehind() throws Exception {
    Path full = Files.createDirectory(folder.resolve("full"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", full.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "mounting a small file system needs root");
    try {
      Path photo = photo("a.png", 120, 120, BufferedImage.TYPE_INT_RGB);
      assertThat(run(photo.toString(), "-f", "tiff", "-o", full.toString())).isEqualTo(1);
      assertThat(err.toString()).contains(full.toString()).contains("disk is full");
      try (Stream<Path> files = Files.list(full)) {
        assertThat(files).isEmpty();
      }
    } finally {
      assertThat(new ProcessBuilder("umount", full.toString()).start().waitFor()).isZero();
    }
  }

  @Test
  void foldersAreSearchedAndTheirStructureIsKept() throws IOException {
    Files.createDirectories(folder.resolve("in/deep"));
    Files.move(photo("a.png"), folder.resolve("in/a.png"));
    Files.move(photo("b.png"), folder.resolve("in/deep/b.png"));
    Files.writeString(folder.resolve("in/notes.txt"), "not a photo");
    assertThat(run(folder + "/in", "-o", folder + "/flat")).isZero();
    assertThat(folder.resolve("flat/a_4x_0.5.png")).exists();
    assertThat(folder.resolve("flat/deep")).doesNotExist();
    assertThat(run(folder + "/in", "--recursive", "-o", folder + "/tree")).isZero();
    assertThat(folder.resolve("tree/deep/b_4x_0.5.png")).exists();
    assertThat(run(folder + "/in/**.png", "-o", folder + "/glob")).isZero();
    assertThat(folder.resolve("glob/deep/b_4x_0.5.png")).exists();
    assertThat(run(folder + "/in/nothing*")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing*");
  }

  @Test
  void writesOneJsonObjectAResult() throws IOException {
    Path photo = photo("a.png");
    assertThat(run(photo.toString(), folder + "/none.png", "-t", "0.25", "--json")).isEqualTo(1);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode written = new ObjectMapper().readTree(lines.get(0));
    assertThat(written.get("status").asText()).isEqualTo("written");
    assertThat(written.get("input").asText()).isEqualTo(photo.toString());
    assertThat(written.get("realness").asDouble()).isEqualTo(0.25);
    assertThat(written.get("width").asInt()).isEqualTo(96);
    JsonNode failed = new ObjectMapper().readTree(lines.get(1));
    assertThat(failed.get("status").asText()).isEqualTo("failed");
    assertThat(failed.get("message").asText()).contains("none.png");
  }

  @Test
  void doesNotTouchThePhoto() throws IOException {
    Path photo = photo("a.png");
    FileTime before = Files.getLastModifiedTime(photo);
    byte[] bytes = Files.readAllBytes(photo);
    run(photo.toString());
    assertThat(Files.getLastModifiedTime(photo)).isEqualTo(before);
    assertThat(photo).hasBinaryContent(bytes);
  }

  @Test
  void aTileWhoseResultNoBufferHoldsIsRefused() throws IOException {
    assertThat(run(photo("a.png").toString(), "--tile", "4096")).isEqualTo(2);
    assertThat(err.toString()).contains("--tile can be at most ", "2 GiB");
    assertFolderHolds("a.png");
  }
}
