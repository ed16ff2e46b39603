package org.ctsr.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctsr.engine.io.WholeFile;
import org.ctsr.engine.metric.FrontierComparison;
import org.ctsr.engine.metric.Measure;
import org.ctsr.engine.metric.Quality;
import org.ctsr.engine.metric.TradeOffCurve;
import org.ctsr.engine.metric.TradeOffPoint;
import org.ctsr.engine.plot.LinePlot;
import org.ctsr.engine.plot.TradeOffPlot;

/**
 * Scores as tables, JSON, CSV files and plots.
 *
 * @param scores what was measured
 * @param conditions how, for people: photos, luma, border
 * @param border pixels left out for PSNR and SSIM
 */
record EvaluationReport(EvaluationScores scores, String conditions, int border) {
  static final String SCORES_FILE = "per-image.csv";
  static final String SUMMARY_FILE = "summary.csv";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Measure> SECOND = List.of(Measure.NIQE, Measure.FEATURE_DISTANCE);
  private static final String UNKNOWN = "-";

  /** Files that {@link #write} may write. */
  static List<String> fileNames() {
    List<String> names = new ArrayList<>(List.of(SCORES_FILE, SUMMARY_FILE));
    for (Measure measure : SECOND) {
      names.add(plotName(measure) + ".png");
      names.add(plotName(measure) + ".svg");
    }
    return names;
  }

  private static String plotName(Measure measure) {
    return "psnr-" + measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How far a measure may go the wrong way before it counts: the noise of an average. */
  private static double tolerance(Measure measure) {
    return switch (measure) {
      case PSNR -> 0.02;
      case SSIM -> 0.001;
      case NIQE -> 0.05;
      case FEATURE_DISTANCE -> 0.1;
    };
  }

  /** Prints the summary, then what the curves are worth. */
  void print(PrintWriter out) {
    out.println(conditions);
    out.println();
    summary().lines().forEach(out::println);
    List<EvaluationScores.LeftOut> leftOut = scores.leftOut();
    if (!leftOut.isEmpty()) {
      out.println();
      leftOut.forEach(one -> out.println(sentence(one)));
    }
    TextTable spans = spans();
    if (!spans.isEmpty()) {
      out.println();
      out.println(
          "From the smallest t to the largest (rise: largest step the wrong way; of features,"
              + " before their best t)");
      spans.lines().forEach(out::println);
    }
    TextTable frontiers = frontiers();
    if (!frontiers.isEmpty()) {
      out.println();
      out.println("At equal PSNR, how much lower than the rival's (negative: worse)");
      frontiers.lines().forEach(out::println);
    }
    out.flush();
  }

  private static String sentence(EvaluationScores.LeftOut leftOut) {
    return "%s of %s: %d of %d photos left out, since they have no value at one t or more"
        .formatted(leftOut.measure().label(), leftOut.series(), leftOut.photos(), leftOut.of());
  }

  private TextTable summary() {
    TextTable table =
        new TextTable(
            "", "t", "photos", "PSNR-Y, dB", "SSIM-Y", "NIQE", "feature distance \u00d7 100");
    for (TradeOffCurve curve : scores.curves()) {
      String photos = Integer.toString(scores.photos(curve.name()));
      for (TradeOffPoint point : curve.points()) {
        List<String> row = new ArrayList<>(List.of(curve.name()));
        row.add(Double.isNaN(point.realness()) ? UNKNOWN : number(point.realness(), 2));
        row.add(photos);
        for (Measure measure : Measure.values()) {
          row.add(number(measure.of(point.quality()), measure.decimals()));
        }
        table.add(row);
      }
    }
    return table;
  }

  private TextTable spans() {
    TextTable table =
        new TextTable(
            "",
            "PSNR",
            "rise",
            "NIQE",
            "rise",
            "best at t",
            "feature",
            "rise",
            "best at t",
            "verdict");
    for (TradeOffCurve curve : scores.curves()) {
      if (!curve.isCurve()) {
        continue;
      }
      List<String> row = new ArrayList<>(List.of(curve.name()));
      row.add(signed(curve.change(Measure.PSNR), 2));
      row.add(number(curve.largestRise(Measure.PSNR), 2));
      boolean monotone = curve.largestRise(Measure.PSNR) <= tolerance(Measure.PSNR);
      for (Measure measure : SECOND) {
        if (!isMeasured(curve, measure)) {
          row.addAll(List.of(UNKNOWN, UNKNOWN, UNKNOWN));
          continue;
        }
        row.add(signed(curve.change(measure), measure.decimals()));
        // Against the truth a picture looks best somewhere between the ends, and worse after that.
        double rise =
            measure == Measure.FEATURE_DISTANCE
                ? curve.largestRiseBeforeBest(measure)
                : curve.largestRise(measure);
        row.add(number(rise, measure.decimals()));
        row.add(number(curve.best(measure).realness(), 2));
        monotone &= rise <= tolerance(measure);
      }
      row.add(monotone ? "monotone" : "not monotone");
      table.add(row);
    }
    return table;
  }

  private static boolean isMeasured(TradeOffCurve curve, Measure measure) {
    for (double value : curve.values(measure)) {
      if (Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  private TextTable frontiers() {
    TextTable table =
        new TextTable("", "measure", "mean", "worst", "best", "out of its reach", "verdict");
    for (Comparison comparison : comparisons()) {
      FrontierComparison frontier = comparison.frontier();
      Measure measure = frontier.measure();
      int decimals = measure.decimals();
      table.add(
          List.of(
              comparison.curve() + " against " + comparison.rival(),
              measure.label(),
              signed(frontier.mean(), decimals),
              signed(frontier.worst(), decimals),
              signed(frontier.largest(), decimals),
              Math.round(100 * frontier.uncontested()) + " %",
              verdict(frontier)));
    }
    return table;
  }

  private static String verdict(FrontierComparison frontier) {
    if (frontier.uncontested() == 1) {
      return "not comparable";
    }
    return frontier.isOnOrOutside(tolerance(frontier.measure())) ? "on or outside" : "inside";
  }

  private record Comparison(String curve, String rival, FrontierComparison frontier) {}

  private List<Comparison> comparisons() {
    List<TradeOffCurve> curves = scores.curves().stream().filter(TradeOffCurve::isCurve).toList();
    List<Comparison> comparisons = new ArrayList<>();
    for (TradeOffCurve curve : curves) {
      for (TradeOffCurve rival : curves) {
        for (Measure measure : SECOND) {
          if (curve != rival && isMeasured(curve, measure) && isMeasured(rival, measure)) {
            comparisons.add(
                new Comparison(
                    curve.name(), rival.name(), FrontierComparison.of(curve, rival, measure)));
          }
        }
      }
    }
    return comparisons;
  }

  private static String number(double value, int decimals) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    return Double.isInfinite(value)
        ? "inf"
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String signed(double value, int decimals) {
    String text = number(value, decimals);
    return value > 0 ? "+" + text : text;
  }

  /** Everything that {@link #print} shows, as one object. */
  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("conditions", conditions).put("border", border);
    ArrayNode series = root.putArray("series");
    for (TradeOffCurve curve : scores.curves()) {
      ObjectNode node = series.addObject();
      node.put("name", curve.name()).put("photos", scores.photos(curve.name()));
      for (EvaluationScores.LeftOut leftOut : scores.leftOut()) {
        if (leftOut.series().equals(curve.name())) {
          node.withObjectProperty("leftOut").put(key(leftOut.measure()), leftOut.photos());
        }
      }
      ArrayNode points = node.putArray("points");
      for (TradeOffPoint point : curve.points()) {
        ObjectNode object = points.addObject();
        put(object, "realness", point.realness());
        for (Measure measure : Measure.values()) {
          put(object, key(measure), measure.of(point.quality()));
        }
      }
      if (curve.isCurve()) {
        ObjectNode span = node.putObject("span");
        for (Measure measure : Measure.values()) {
          ObjectNode object = span.putObject(key(measure));
          put(object, "change", curve.change(measure));
          if (isMeasured(curve, measure)) {
            put(object, "largestRise", curve.largestRise(measure));
            put(object, "largestRiseBeforeBest", curve.largestRiseBeforeBest(measure));
            put(object, "bestRealness", curve.best(measure).realness());
          }
        }
      }
    }
    ArrayNode frontiers = root.putArray("frontiers");
    for (Comparison comparison : comparisons()) {
      FrontierComparison frontier = comparison.frontier();
      ObjectNode object = frontiers.addObject();
      object.put("curve", comparison.curve()).put("rival", comparison.rival());
      object.put("measure", key(frontier.measure()));
      put(object, "mean", frontier.mean());
      put(object, "worst", frontier.worst());
      put(object, "best", frontier.largest());
      put(object, "outOfReach", frontier.uncontested());
      object.put("verdict", verdict(frontier));
    }
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and strings always become JSON", e);
    }
  }

  private static String key(Measure measure) {
    return switch (measure) {
      case PSNR -> "psnrY";
      case SSIM -> "ssimY";
      case NIQE -> "niqe";
      case FEATURE_DISTANCE -> "featureDistance";
    };
  }

  /** JSON knows neither NaN nor infinity. */
  private static void put(ObjectNode object, String key, double value) {
    if (Double.isFinite(value)) {
      object.put(key, value);
    } else {
      object.putNull(key);
    }
  }

  /**
   * Writes the CSV files and, for each measure there are values of, the plots. Plots of an earlier
   * evaluation do not stay where there are none now.
   *
   * @return the files written
   * @throws IOException if one cannot be written
   */
  List<Path> write(Path folder) throws IOException {
    List<Path> written = new ArrayList<>();
    StringBuilder rows = new StringBuilder("series,realness,photo," + measureColumns() + "\n");
    for (EvaluationScores.Score score : scores.all()) {
      rows.append(quoted(score.series())).append(',');
      rows.append(plain(score.realness())).append(',').append(quoted(score.photo()));
      rows.append(columns(score.quality())).append('\n');
    }
    written.add(write(folder.resolve(SCORES_FILE), rows));
    List<TradeOffCurve> curves = scores.curves();
    StringBuilder means = new StringBuilder("series,realness,photos," + measureColumns() + "\n");
    for (TradeOffCurve curve : curves) {
      for (TradeOffPoint point : curve.points()) {
        means.append(quoted(curve.name())).append(',').append(plain(point.realness()));
        means.append(',').append(scores.photos(curve.name()));
        means.append(columns(point.quality())).append('\n');
      }
    }
    written.add(write(folder.resolve(SUMMARY_FILE), means));
    for (Measure measure : SECOND) {
      LinePlot plot = TradeOffPlot.of(curves, measure, conditions);
      Path png = folder.resolve(plotName(measure) + ".png");
      Path svg = folder.resolve(plotName(measure) + ".svg");
      if (plot.series().isEmpty()) {
        Files.deleteIfExists(png);
        Files.deleteIfExists(svg);
      } else {
        plot.writePng(png);
        plot.writeSvg(svg);
        written.addAll(List.of(png, svg));
      }
    }
    return written;
  }

  private static Path write(Path file, StringBuilder text) throws IOException {
    WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static String measureColumns() {
    return "psnr_y,ssim_y,niqe,feature_distance_x100";
  }

  private static String columns(Quality quality) {
    StringBuilder text = new StringBuilder();
    for (Measure measure : Measure.values()) {
      text.append(',').append(plain(measure.of(quality)));
    }
    return text.toString();
  }

  /** A number for programs, empty if undefined. */
  private static String plain(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return Double.isInfinite(value) ? "inf" : String.format(Locale.ROOT, "%.6g", value);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
