package org.ctsr.app.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.geometry.Side;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Curves with a title and a line below that says what is drawn. */
class CurveChart extends VBox {
  private static final double HEADROOM = 0.08;

  private final NumberAxis x = new NumberAxis();
  private final NumberAxis y = new NumberAxis();
  private final LineChart<Number, Number> chart = new LineChart<>(x, y);
  private final Label title = new Label();
  private final Label note = Pages.caption("");
  private final Label empty = Pages.caption("");
  private final boolean logarithmic;

  /**
   * @param logarithmic whether equal ratios of heights are equally far apart; points of height 0 or
   *     less are then left out
   * @param symbols whether points are marked
   */
  CurveChart(String id, boolean logarithmic, boolean symbols, String whileEmpty) {
    this.logarithmic = logarithmic;
    setId(id);
    getStyleClass().add("curve-chart");
    title.getStyleClass().add("card-title");
    empty.setText(whileEmpty);
    chart.setAnimated(false);
    chart.setCreateSymbols(symbols);
    chart.setAxisSortingPolicy(LineChart.SortingPolicy.NONE);
    chart.setLegendSide(Side.BOTTOM);
    chart.setMinSize(0, 0);
    chart.setHorizontalZeroLineVisible(false);
    chart.setVerticalZeroLineVisible(false);
    for (NumberAxis axis : List.of(x, y)) {
      axis.setForceZeroInRange(false);
      axis.setAnimated(false);
      axis.setMinorTickVisible(false);
      axis.setAutoRanging(false);
      axis.setTickLabelFormatter(new Format(axis == y && logarithmic));
    }
    StackPane area = new StackPane(chart, empty);
    VBox.setVgrow(area, Priority.ALWAYS);
    note.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, area, note);
    setCurves("", "", List.of());
  }

  /**
   * A curve.
   *
   * @param name in the legend
   * @param xs and {@code ys}: its points
   */
  record Curve(String name, List<Double> xs, List<Double> ys) {
    /** The points that a logarithmic axis can show. */
    private Curve positive() {
      int[] shown = IntStream.range(0, ys.size()).filter(i -> ys.get(i) > 0).toArray();
      return new Curve(
          name,
          Arrays.stream(shown).mapToObj(xs::get).toList(),
          Arrays.stream(shown).mapToObj(ys::get).toList());
    }
  }

  /** Replaces what is drawn. */
  final void setCurves(String heading, String text, List<Curve> all) {
    title.setText(heading);
    note.setText(text);
    List<Curve> curves =
        logarithmic
            ? all.stream().map(Curve::positive).filter(c -> !c.xs().isEmpty()).toList()
            : all;
    boolean nothing = curves.stream().allMatch(curve -> curve.xs().isEmpty());
    empty.setVisible(nothing);
    chart.setVisible(!nothing);
    while (chart.getData().size() > curves.size()) {
      chart.getData().remove(chart.getData().size() - 1);
    }
    for (int i = 0; i < curves.size(); i++) {
      XYChart.Series<Number, Number> series;
      if (i < chart.getData().size()) {
        series = chart.getData().get(i);
      } else {
        series = new XYChart.Series<>();
        chart.getData().add(series);
      }
      show(series, curves.get(i));
    }
    if (!nothing) {
      range(x, curves.stream().flatMap(c -> c.xs().stream()).toList(), false);
      range(y, curves.stream().flatMap(c -> c.ys().stream()).map(this::height).toList(), true);
    }
  }

  private double height(double value) {
    return logarithmic ? Math.log10(value) : value;
  }

  private void show(XYChart.Series<Number, Number> series, Curve curve) {
    if (!Objects.equals(series.getName(), curve.name())) {
      series.setName(curve.name());
    }
    List<XYChart.Data<Number, Number>> points = new java.util.ArrayList<>();
    for (int i = 0; i < curve.xs().size(); i++) {
      points.add(new XYChart.Data<>(curve.xs().get(i), height(curve.ys().get(i))));
    }
    series.getData().setAll(points);
  }

  private void range(NumberAxis axis, List<Double> values, boolean room) {
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    double spread = Math.max(high - low, Math.max(1e-6, Math.abs(high) * 1e-3));
    double margin = room || !logarithmic ? HEADROOM * spread : 0;
    boolean powers = logarithmic && axis == y;
    double step = powers ? decades(spread) : nice((spread + 2 * margin) / 6);
    axis.setTickUnit(step);
    // Whole ticks read better than the data's own ends.
    double lower = Math.floor((low - margin) / step) * step;
    // No scale goes below 0 where no value does.
    axis.setLowerBound(!powers && low >= 0 ? Math.max(0, lower) : lower);
    axis.setUpperBound(Math.ceil((high + margin) / step) * step);
  }

  /** A whole, half or quarter power of ten. */
  private static double decades(double spread) {
    return spread > 2 ? 1 : spread > 0.8 ? 0.5 : 0.25;
  }

  /** 1, 2 or 5 times a power of ten, at least {@code step}. */
  private static double nice(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= step) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static final class Format extends StringConverter<Number> {
    private final boolean power;

    Format(boolean power) {
      this.power = power;
    }

    @Override
    public String toString(Number value) {
      double shown = power ? Math.pow(10, value.doubleValue()) : value.doubleValue();
      double size = Math.abs(shown);
      if (power) {
        return String.format(Locale.getDefault(), decimals(size), shown);
      }
      if (shown == Math.rint(shown)) {
        return String.format(Locale.getDefault(), "%,.0f", shown);
      }
      return String.format(Locale.getDefault(), size < 1 ? "%.2f" : "%.1f", shown);
    }

    /** Two digits that count, without an exponent. */
    private static String decimals(double size) {
      int zeros = (int) Math.floor(-Math.log10(size) + 1e-6);
      return "%." + Math.max(1, zeros + 2) + "f";
    }

    @Override
    public Number fromString(String text) {
      return Double.valueOf(text);
    }
  }
}
