package org.ctsr.engine.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ctsr.engine.metric.Measure;
import org.ctsr.engine.metric.TradeOffCurve;
import org.ctsr.engine.metric.TradeOffPoint;

/** Curves of several models in the plane of PSNR and another measure. */
public final class TradeOffPlot {
  private TradeOffPlot() {}

  /**
   * A plot with every curve, realness written at its ends and near its middle.
   *
   * @param measure of the vertical axis; curves without a value for it are left out
   * @param note which photos, and under which conditions
   */
  public static LinePlot of(List<TradeOffCurve> curves, Measure measure, String note) {
    LinePlot plot =
        new LinePlot(
            "Fidelity against realness",
            note,
            PlotAxis.linear(label(Measure.PSNR)),
            PlotAxis.linear(label(measure)));
    for (TradeOffCurve curve : curves) {
      double[] values = curve.values(measure);
      if (Arrays.stream(values).anyMatch(Double::isFinite)) {
        plot =
            plot.with(
                PlotSeries.marked(curve.name(), curve.values(Measure.PSNR), values, labels(curve)));
      }
    }
    return plot;
  }

  private static String label(Measure measure) {
    String unit = measure.unit().isEmpty() ? "" : ", " + measure.unit();
    return measure.label()
        + unit
        + (measure.higherIsBetter() ? " (higher" : " (lower")
        + " is better)";
  }

  private static List<String> labels(TradeOffCurve curve) {
    List<TradeOffPoint> points = curve.points();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      boolean end = i == 0 || i == points.size() - 1;
      boolean middle = points.size() > 2 && i == points.size() / 2;
      boolean told = curve.isCurve() && (end || middle);
      labels.add(told ? "t = " + number(points.get(i).realness()) : "");
    }
    return labels;
  }

  private static String number(double realness) {
    String text = String.format(Locale.ROOT, "%.2f", realness);
    return text.replaceFirst("\\.?0+$", "");
  }
}
