package org.ctsr.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.RowSource;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.plot.LinePlot;
import org.ctsr.engine.plot.PlotAxis;
import org.ctsr.engine.plot.PlotSeries;

/** What a run looks like: loss curves, trade-off curves, and strips of patches over t. */
final class RunPictures {
  /** Steps averaged in a loss curve: patches differ far more than steps do. */
  private static final int SMOOTHING = 25;

  private final RunFolder folder;
  private final Map<String, List<ValidationRow>> curves = new LinkedHashMap<>();

  RunPictures(RunFolder folder) {
    this.folder = folder;
  }

  /** A validation from before the run was resumed, to be drawn beside later ones. */
  void remember(List<ValidationRow> rows) {
    curves.put(rows.get(0).what(), rows);
  }

  /** Draws all pictures of a validation. */
  void draw(String stage, int step, Validation validation) throws IOException {
    List<ValidationRow> rows = validation.rows();
    remember(rows);
    List<List<MeasuredImage>> strips = validation.strips();
    PhotoWriter.write(
        new Strip(strips),
        Metadata.NONE,
        WriteSettings.of(OutputFormat.PNG).withConflicts(ConflictPolicy.OVERWRITE),
        folder.picture(String.format(Locale.ROOT, "strips-%s-%06d", stage, step)));
    if (rows.size() > 1) {
      String note = stage + ", step " + step + ", validation patches";
      tradeOff("NIQE", ValidationRow::niqe, note, "trade-off-niqe");
      tradeOff("feature distance", ValidationRow::featureDistance, note, "trade-off-features");
    }
    losses(stage);
  }

  private void tradeOff(
      String measure, ToDoubleFunction<ValidationRow> value, String note, String file)
      throws IOException {
    LinePlot plot =
        new LinePlot(
            "PSNR and " + measure,
            note,
            PlotAxis.linear("PSNR-Y in dB (right is better)"),
            PlotAxis.linear(measure + " (down is better)"));
    for (Map.Entry<String, List<ValidationRow>> entry : curves.entrySet()) {
      List<ValidationRow> rows = entry.getValue();
      if (rows.stream().mapToDouble(value).allMatch(Double::isNaN)) {
        return;
      }
      plot =
          plot.with(
              PlotSeries.marked(
                  entry.getKey(),
                  rows.stream().mapToDouble(ValidationRow::psnr).toArray(),
                  rows.stream().mapToDouble(value).toArray(),
                  rows.stream()
                      .map(r -> String.format(Locale.ROOT, "t = %.2f", r.realness()))
                      .toList()));
    }
    plot.writePng(folder.picture(file));
  }

  private void losses(String stage) throws IOException {
    Path metrics = folder.metrics();
    if (!Files.exists(metrics)) {
      return;
    }
    Map<String, List<double[]>> points = new LinkedHashMap<>();
    for (String line : Files.readAllLines(metrics)) {
      String[] cells = line.split(",");
      if (cells[0].equals(stage)) {
        points
            .computeIfAbsent(cells[2], name -> new ArrayList<>())
            .add(new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[3])});
      }
    }
    LinePlot plot =
        new LinePlot(
            "Losses of stage " + stage,
            "unweighted, mean of " + SMOOTHING + " steps",
            PlotAxis.linear("step"),
            PlotAxis.logarithmic("loss"));
    boolean any = false;
    for (Map.Entry<String, List<double[]>> entry : points.entrySet()) {
      List<double[]> all = entry.getValue();
      int count = all.size() / SMOOTHING;
      double[] x = new double[count];
      double[] y = new double[count];
      for (int i = 0; i < count; i++) {
        for (double[] point : all.subList(i * SMOOTHING, (i + 1) * SMOOTHING)) {
          x[i] += point[0] / SMOOTHING;
          y[i] += point[1] / SMOOTHING;
        }
      }
      any |= count > 1;
      if (DoubleStream.of(y).anyMatch(value -> value > 0)) {
        plot = plot.with(PlotSeries.line(entry.getKey(), x, y));
      }
    }
    if (any) {
      plot.writePng(folder.picture("losses-" + stage));
    }
  }

  /** Pictures of one size in rows, a gap of white between them. */
  private static final class Strip implements RowSource {
    private static final int GAP = 4;

    private final List<List<MeasuredImage>> rows;
    private final int side;
    private int y;

    Strip(List<List<MeasuredImage>> rows) {
      this.rows = rows;
      this.side = rows.get(0).get(0).width();
    }

    @Override
    public int width() {
      return rows.get(0).size() * (side + GAP) - GAP;
    }

    @Override
    public int height() {
      return rows.size() * (side + GAP) - GAP;
    }

    @Override
    public boolean isGrey() {
      return false;
    }

    @Override
    public boolean hasAlpha() {
      return false;
    }

    @Override
    public void nextRow(float[][] row) {
      List<MeasuredImage> pictures = rows.get(y / (side + GAP));
      int line = y++ % (side + GAP);
      for (float[] channel : row) {
        Arrays.fill(channel, 1f);
      }
      if (line >= side) {
        return;
      }
      for (int i = 0; i < pictures.size(); i++) {
        float[] values = pictures.get(i).region(0, line, side, 1).toPlanar();
        for (int c = 0; c < 3; c++) {
          System.arraycopy(values, c * side, row[c], i * (side + GAP), side);
        }
      }
    }
  }
}
