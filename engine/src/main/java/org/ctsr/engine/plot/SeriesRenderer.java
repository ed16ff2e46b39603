package org.ctsr.engine.plot;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/** Draws labelled points larger than the others of their line. */
final class SeriesRenderer extends XYLineAndShapeRenderer {
  private static final long serialVersionUID = 1L;
  private static final AffineTransform SMALLER = AffineTransform.getScaleInstance(0.7, 0.7);

  private final transient List<PlotSeries> series;

  SeriesRenderer(List<PlotSeries> series) {
    this.series = series;
  }

  @Override
  public Shape getItemShape(int row, int column) {
    Shape shape = super.getItemShape(row, column);
    List<String> labels = series.get(row).labels();
    boolean passing =
        labels.stream().anyMatch(label -> !label.isEmpty())
            && column < labels.size()
            && labels.get(column).isEmpty();
    return passing ? SMALLER.createTransformedShape(shape) : shape;
  }
}
