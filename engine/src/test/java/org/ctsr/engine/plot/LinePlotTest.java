package org.ctsr.engine.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePlotTest {
  @TempDir Path folder;

  private static LinePlot tradeOff() {
    return new LinePlot(
            "Fidelity against realness",
            "RealSR, 20 photos",
            PlotAxis.linear("PSNR-Y in dB (higher is better)"),
            PlotAxis.linear("NIQE (lower is better)"))
        .with(
            PlotSeries.marked(
                "student",
                new double[] {27.1, 26.8, 25},
                new double[] {9, 7.4, 6},
                List.of("t = 0", "0.5", "t = 1")))
        .with(PlotSeries.marked("OSEDiff", new double[] {24.2}, new double[] {6.1}, List.of("")));
  }

  private static int count(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xffffff) == rgb) {
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void pngShowsEachSeriesInItsColour() throws IOException {
    Path file = folder.resolve("plot.png");

    tradeOff().writePng(file);

    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1640);
    assertThat(count(image, 0x0072B2)).isGreaterThan(1000);
    assertThat(count(image, 0xD55E00)).isGreaterThan(100);
    assertThat(count(image, 0xFFFFFF)).isGreaterThan(1_500_000);
  }

  @Test
  void svgHoldsTheWordsAsText() throws Exception {
    Path file = folder.resolve("plot.svg");

    tradeOff().writeSvg(file);

    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getDocumentElement().getTextContent())
        .contains("Fidelity against realness", "RealSR, 20 photos", "student", "OSEDiff")
        .contains("t = 0", "t = 1", "NIQE (lower is better)");
  }

  @Test
  void undefinedPointsAndLogarithmsOfZeroAreLeftOut() throws IOException {
    Path file = folder.resolve("loss.png");
    LinePlot plot =
        new LinePlot("Loss", "", PlotAxis.linear("Step"), PlotAxis.logarithmic("Loss"))
            .with(
                PlotSeries.line(
                    "l1",
                    new double[] {Double.NaN, 1, 2, 3, 4},
                    new double[] {1, 1, Double.NaN, 0, 0.1}))
            .with(PlotSeries.line("empty", new double[0], new double[0]));

    plot.writePng(file);

    assertThat(ImageIO.read(file.toFile())).isNotNull();
  }

  @Test
  void leavesNothingBehindWhenTheFolderIsMissing() {
    Path file = folder.resolve("missing").resolve("plot.png");

    assertThatThrownBy(() -> tradeOff().writePng(file)).isInstanceOf(NoSuchFileException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void replacesAnOlderPlot() throws IOException {
    Path file = Files.writeString(folder.resolve("plot.svg"), "old");

    tradeOff().writeSvg(file);

    assertThat(file).content().startsWith("<?xml");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesListsOfDifferentLengths() {
    assertThatThrownBy(() -> PlotSeries.line("loss", new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loss");
  }
}
