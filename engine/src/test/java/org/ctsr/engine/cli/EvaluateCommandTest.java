package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.ctsr.engine.TestModels;
import org.ctsr.engine.metric.Bicubic;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.metric.NiqeModel;
import org.ctsr.engine.metric.Psnr;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvaluateCommandTest {
  private static final String HOME = "ctsr.home";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Random random = new Random(5);

  private final @Nullable String home = System.getProperty(HOME);

  @BeforeEach
  void makeFolders() throws IOException {
    System.setProperty(HOME, TestModels.folder().resolve("..").normalize().toString());
    Files.createDirectory(folder.resolve("lr"));
    Files.createDirectory(folder.resolve("hr"));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Ctsr.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("evaluate"));
    all.addAll(List.of(arguments));
    return Ctsr.execute(command, all.toArray(String[]::new));
  }

  @AfterEach
  void restoreHome() {
    if (home == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, home);
    }
  }

  /** Evaluates the two folders. */
  private int evaluate(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--lr", folder.resolve("lr").toString(), "--hr", folder.resolve("hr").toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private void write(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int wave = (int) (100 + 60 * Math.sin(0.2 * x) * Math.cos(0.15 * y));
        int grey = wave + random.nextInt(40);
        image.setRGB(x, y, (grey << 16) | (grey << 8) | (grey / 2));
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private void pair(String name) throws IOException {
    write("lr/" + name + ".png", 30, 20);
    write("hr/" + name + ".png", 120, 80);
  }

  private static MeasuredImage read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    float[][] planes = new float[3][image.getWidth() * image.getHeight()];
    for (int i = 0; i < planes[0].length; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      for (int c = 0; c < 3; c++) {
        planes[c][i] = (rgb >> (16 - 8 * c) & 0xff) / 255f;
      }
    }
    return MeasuredImage.of(image.getWidth(), image.getHeight(), planes);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void measuresEveryRealnessOfEveryModelAndTheBaselines() throws IOException {
    pair("a");
    pair("b");
    Path stored = Files.createDirectory(folder.resolve("stored"));
    Files.copy(folder.resolve("hr/a.png"), stored.resolve("a.png"));
    write("stored/b.png", 120, 80);

    int code =
        evaluate(
            "-m",
            TestModels.STUDENT,
            "-m",
            TestModels.BLEND,
            "-m",
            TestModels.FIDELITY,
            "-t",
            "0:1:0.5",
            "--bicubic",
            "--results",
            "ours=" + stored,
            "--json");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    JsonNode series = json().path("series");
    assertThat(series.findValuesAsText("name"))
        .containsExactly(
            TestModels.STUDENT, TestModels.BLEND, TestModels.FIDELITY, "bicubic", "ours");
    assertThat(series.get(0).path("points").findValuesAsText("realness"))
        .containsExactly("0.0", "0.5", "1.0");
    assertThat(series.get(1).path("points")).hasSize(3);
    assertThat(series.get(2).path("points")).hasSize(1);
    // The fidelity teacher is the blend's end of t = 0.
    assertThat(series.get(2).path("points").get(0).path("psnrY").doubleValue())
        .isEqualTo(series.get(1).path("points").get(0).path("psnrY").doubleValue());
    // PSNR of identical pictures is infinite, and so is the mean.
    assertThat(series.get(4).path("points").get(0).path("psnrY").isNull()).isTrue();
    assertThat(series.get(4).path("points").get(0).path("niqe").isNull()).isTrue();
  }

  @Test
  void seriesOfOneNameAreToldApart() throws IOException {
    pair("a");
    Path copy = Files.createDirectories(folder.resolve("mine").resolve(TestModels.STUDENT));
    for (String file : List.of("model.json", "network.pt")) {
      Files.copy(TestModels.folder().resolve(TestModels.STUDENT).resolve(file), copy.resolve(file));
    }
    Path stored = Files.createDirectory(folder.resolve("stored"));
    write("stored/a.png", 120, 80);

    int code =
        evaluate(
            "-m",
            copy.toString(),
            "-m",
            TestModels.STUDENT,
            "-t",
            "0,1",
            "--results",
            TestModels.STUDENT + "=" + stored,
            "--json");

    assertThat(code).isZero();
    assertThat(json().path("series").findValuesAsText("name"))
        .containsExactly(
            TestModels.STUDENT, TestModels.STUDENT + " (2)", TestModels.STUDENT + " (3)");
    assertThat(json().at("/series/0/points")).hasSize(2);
    assertThat(json().at("/series/2/points")).hasSize(1);
    assertThat(err.toString()).contains("is shown as 'tiny-student-x4 (2)'");
  }

  @Test
  void resultsOfOneNameAreRefusedBeforeAnythingIsMeasured() throws IOException {
    pair("a");
    assertThat(evaluate("--bicubic", "--results", "ours=x", "--results", "ours=y")).isEqualTo(2);
    assertThat(err.toString()).contains("two --results have the name ours");
    assertThat(evaluate("--bicubic", "--results", "bicubic=x")).isEqualTo(2);
    assertThat(evaluate("--results", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("should be NAME=DIR, not 'x'");
  }

  @Test
  void baselineScoresWhatTheMetricsSay() throws IOException {
    pair("a");
    MeasuredImage enlarged = Bicubic.enlarge(read(folder.resolve("lr/a.png")), 4);
    MeasuredImage truth = read(folder.resolve("hr/a.png"));

    assertThat(evaluate("--bicubic", "--json")).isZero();
    double inner = json().at("/series/0/points/0/psnrY").doubleValue();
    assertThat(evaluate("--bicubic", "--crop", "0", "--json")).isZero();
    double whole = json().at("/series/0/points/0/psnrY").doubleValue();

    assertThat(whole).isCloseTo(Psnr.between(enlarged.luma(), truth.luma()), within(1e-9));
    assertThat(inner)
        .isCloseTo(
            Psnr.between(enlarged.withoutBorder(4).luma(), truth.withoutBorder(4).luma()),
            within(1e-9));
  }

  @Test
  void pairsNamesThatDifferInTheSizeAndCutsWhatTheSmallPhotoLacks() throws IOException {
    write("lr/bookx4.png", 30, 20);
    write("hr/book.png", 123, 81);

    assertThat(evaluate("--bicubic")).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("bicubic", "1 photo of");
  }

  @Test
  void writesFilesAndPlots() throws IOException, URISyntaxException {
    pair("a");
    pair("b, or \"c\"");
    Path figures = folder.resolve("figures");
    Path features =
        Path.of(Objects.requireNonNull(MeasuredImage.class.getResource("pixels.pt")).toURI());

    int code =
        evaluate(
            "-m",
            TestModels.STUDENT,
            "-t",
            "0,1",
            "--bicubic",
            "--features",
            features.toString(),
            "-o",
            figures.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(figures.resolve("per-image.csv"))
        .content()
        .startsWith("series,realness,photo,psnr_y,ssim_y,niqe,feature_distance_x100\n")
        .contains("tiny-student-x4,1.00000,a,", "bicubic,,\"b, or \"\"c\"\"\",")
        .hasLineCount(1 + 2 * 2 + 2);
    assertThat(figures.resolve("summary.csv")).content().hasLineCount(1 + 2 + 1);
    assertThat(figures.resolve("psnr-feature-distance.png")).isNotEmptyFile();
    assertThat(figures.resolve("psnr-feature-distance.svg"))
        .content()
        .contains("tiny-student-x4", "bicubic");
    // Pictures of this size have no NIQE, and none was asked for.
    assertThat(figures.resolve("psnr-niqe.png")).doesNotExist();
    assertThat(out.toString()).contains("summary.csv", "From the smallest t");

    assertThat(evaluate("--bicubic", "-o", figures.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("per-image.csv: exists already");
    assertThat(evaluate("--bicubic", "-o", figures.toString(), "--overwrite")).isZero();
    assertThat(figures.resolve("per-image.csv")).content().doesNotContain("tiny-student-x4");
    // They would show the earlier evaluation.
    assertThat(figures.resolve("psnr-feature-distance.png")).doesNotExist();
    assertThat(figures.resolve("psnr-feature-distance.svg")).doesNotExist();
  }

  @Test
  void comparesCurvesWithEachOther() throws IOException, URISyntaxException {
    pair("a");
    String features =
        Path.of(Objects.requireNonNull(MeasuredImage.class.getResource("pixels.pt")).toURI())
            .toString();

    int code =
        evaluate(
            "-m",
            TestModels.STUDENT,
            "-m",
            TestModels.BLEND,
            "-t",
            "0,0.5,1",
            "--features",
            features);

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("tiny-student-x4 against tiny-blend-x4")
        .contains("tiny-blend-x4 against tiny-student-x4");
  }

  @Test
  void fitsNiqeAndUsesIt() throws IOException {
    Path good = Files.createDirectory(folder.resolve("good"));
    write("good/one.png", 800, 700);
    Files.writeString(good.resolve("broken.png"), "no picture");
    write("lr/a.png", 60, 50);
    write("hr/a.png", 240, 200);
    Path file = folder.resolve("niqe.json");

    int code =
        evaluate("--bicubic", "--niqe-fit", good.toString(), "--niqe", file.toString(), "--json");

    // One of the good photos could not be read.
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("broken.png", "niqe.json: NIQE fitted to");
    assertThat(NiqeModel.read(file).mean()).hasSize(36);
    double fitted = json().at("/series/0/points/0/niqe").doubleValue();
    assertThat(fitted).isPositive();

    assertThat(evaluate("--bicubic", "--niqe", file.toString(), "--json")).isZero();
    assertThat(json().at("/series/0/points/0/niqe").doubleValue()).isEqualTo(fitted);

    assertThat(run("--niqe-fit", good.toString(), "--niqe", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("exists already");

    String alone = folder.resolve("alone.json").toString();
    assertThat(run("--niqe-fit", good.toString(), "--niqe", alone)).isEqualTo(1);
    assertThat(err.toString()).contains("broken.png", "alone.json: NIQE fitted to");
  }

  @Test
  void badPairsAreNamedAndTheOthersMeasured() throws IOException {
    pair("good");
    write("lr/wrong.png", 30, 20);
    write("hr/wrong.png", 120, 90);
    write("lr/broken.png", 30, 20);
    Files.writeString(folder.resolve("hr/broken.png"), "no picture");
    write("hr/alone.png", 120, 80);

    int code = evaluate("--bicubic");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("wrong.png: has 120x90 pixels", "broken.png", "alone.png");
    assertThat(out.toString()).containsPattern("bicubic +- +1 ");
  }

  @Test
  void modelOfAnotherScaleAndMissingResultsAreNamed() throws IOException {
    write("lr/a.png", 30, 20);
    write("hr/a.png", 60, 40);
    Path empty = Files.createDirectory(folder.resolve("empty"));

    int code =
        evaluate(
            "-m",
            TestModels.STUDENT,
            "-m",
            "no-such-model",
            "--results",
            "none=" + empty,
            "--results",
            "nowhere=" + folder.resolve("nowhere"));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("2 times as large", "enlarges 4 times")
        .contains("No model 'no-such-model'")
        .contains("empty: has no result for a")
        .contains("nowhere: no such folder");
  }

  @Test
  void namesWhatCannotBeUsed() throws IOException {
    pair("a");
    Path text = Files.writeString(folder.resolve("text"), "neither");

    assertThat(run("--lr", "nowhere", "--hr", folder.toString(), "--bicubic")).isEqualTo(1);
    assertThat(err.toString()).contains("nowhere: no such folder");

    assertThat(evaluate("--niqe", text.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("text: neither .npz nor JSON");

    assertThat(evaluate("--features", text.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("text: no TorchScript network");

    write("hr/b.png", 120, 80);
    Files.delete(folder.resolve("hr/a.png"));
    assertThat(evaluate("--bicubic")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to measure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-0.1", "NaN", "a", "0:1", "0:1:0", "1:0:0.1", "0,,1", ""})
  void refusesOtherRealness(String value) throws IOException {
    pair("a");

    assertThat(evaluate("-t", value)).isEqualTo(2);
    assertThat(err.toString()).contains("0:1:0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0:1:0.1 | 0.0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0",
        "1,0,0.5,0.5 | 0.0 0.5 1.0",
        "0:0.5:0.25,1 | 0.0 0.25 0.5 1.0",
        "0:1:0.3 | 0.0 0.3 0.6 0.9"
      })
  void readsRanges(String text, String values) {
    assertThat(new RealnessValues.Converter().convert(text).values())
        .hasToString("[" + values.replace(" ", ", ") + "]");
  }

  @Test
  void misuseIsToldApart() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--lr", "x")).isEqualTo(2);
    assertThat(evaluate("--crop", "-1")).isEqualTo(2);
    assertThat(run("--niqe-fit", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--niqe FILE or -o DIR");
  }
}
