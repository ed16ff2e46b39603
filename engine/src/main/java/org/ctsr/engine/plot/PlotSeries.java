package org.ctsr.engine.plot;

import java.util.List;

/**
 * A named line of a {@link LinePlot}. Points with a NaN or infinite coordinate leave a gap.
 *
 * @param name shown in the legend
 * @param x abscissas
 * @param y ordinates, as many
 * @param labels a label for each point, "" for none; or an empty list
 * @param marked whether each point has a marker
 */
@SuppressWarnings("ArrayRecordComponent") // data to draw, compared nowhere
public record PlotSeries(String name, double[] x, double[] y, List<String> labels, boolean marked) {
  /** Checks that the lists are equally long. */
  public PlotSeries {
    labels = List.copyOf(labels);
    if (x.length != y.length || (!labels.isEmpty() && labels.size() != x.length)) {
      throw new IllegalArgumentException("series '" + name + "' has lists of different lengths");
    }
  }

  /** A plain line, for many points. */
  public static PlotSeries line(String name, double[] x, double[] y) {
    return new PlotSeries(name, x, y, List.of(), false);
  }

  /** A line with a marker at each point. */
  public static PlotSeries marked(String name, double[] x, double[] y, List<String> labels) {
    return new PlotSeries(name, x, y, labels, true);
  }

  /** Whether the point can be drawn on these axes. */
  boolean isDrawable(int point, PlotAxis horizontal, PlotAxis vertical) {
    return Double.isFinite(x[point])
        && Double.isFinite(y[point])
        && !(horizontal.logarithmic() && x[point] <= 0)
        && !(vertical.logarithmic() && y[point] <= 0);
  }
}
