package org.ctsr.engine.plot;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Writes the labels of points where they cover neither lines nor markers nor each other. */
final class PointLabels extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1L;

  private static final int DIRECTIONS = 16;
  private static final double[] DISTANCES = {9, 14, 20};
  private static final double MARKER_RADIUS = 7;

  private final transient PlotAxis horizontal;
  private final transient PlotAxis vertical;
  private final transient List<PlotSeries> series;

  PointLabels(PlotAxis horizontal, PlotAxis vertical, List<PlotSeries> series) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.series = series;
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int rendererIndex,
      PlotRenderingInfo info) {
    graphics.setFont(PlotStyle.POINT_LABEL);
    FontMetrics metrics = graphics.getFontMetrics();
    List<Line2D> lines = new ArrayList<>();
    List<Rectangle2D> taken = new ArrayList<>();
    List<List<Point2D>> positions = new ArrayList<>();
    for (PlotSeries one : series) {
      List<Point2D> points = new ArrayList<>();
      for (int i = 0; i < one.x().length; i++) {
        if (!one.isDrawable(i, horizontal, vertical)) {
          points.add(new Point2D.Double(Double.NaN, Double.NaN));
          continue;
        }
        double x = domain.valueToJava2D(one.x()[i], area, plot.getDomainAxisEdge());
        double y = range.valueToJava2D(one.y()[i], area, plot.getRangeAxisEdge());
        Point2D point = new Point2D.Double(x, y);
        if (i > 0 && !Double.isNaN(points.get(i - 1).getX())) {
          lines.add(new Line2D.Double(points.get(i - 1), point));
        }
        points.add(point);
        if (one.marked()) {
          taken.add(square(point, MARKER_RADIUS));
        }
      }
      positions.add(points);
    }
    for (int s = 0; s < series.size(); s++) {
      List<String> labels = series.get(s).labels();
      for (int i = 0; i < labels.size(); i++) {
        Point2D point = positions.get(s).get(i);
        if (!labels.get(i).isEmpty() && !Double.isNaN(point.getX())) {
          double width = metrics.stringWidth(labels.get(i));
          Rectangle2D place = place(point, width, metrics.getAscent(), area, lines, taken);
          taken.add(place);
          graphics.setPaint(PlotStyle.color(s).darker());
          graphics.drawString(labels.get(i), (float) place.getX(), (float) (place.getMaxY() - 1));
        }
      }
    }
  }

  private static Rectangle2D square(Point2D centre, double radius) {
    return new Rectangle2D.Double(
        centre.getX() - radius, centre.getY() - radius, 2 * radius, 2 * radius);
  }

  private static Rectangle2D place(
      Point2D point,
      double width,
      double height,
      Rectangle2D area,
      List<Line2D> lines,
      List<Rectangle2D> taken) {
    Rectangle2D best = new Rectangle2D.Double();
    double lowest = Double.POSITIVE_INFINITY;
    for (double distance : DISTANCES) {
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        double angle = 2 * Math.PI * direction / DIRECTIONS;
        // The box touches the circle of this radius from outside.
        double x = point.getX() + Math.cos(angle) * (distance + width / 2) - width / 2;
        double y = point.getY() + Math.sin(angle) * (distance + height / 2) - height / 2;
        Rectangle2D box = new Rectangle2D.Double(x, y, width, height);
        double cost = cost(box, area, lines, taken) + distance / 10;
        if (cost < lowest) {
          lowest = cost;
          best = box;
        }
      }
    }
    return best;
  }

  private static double cost(
      Rectangle2D box, Rectangle2D area, List<Line2D> lines, List<Rectangle2D> taken) {
    double cost = area.contains(box) ? 0 : 100;
    for (Rectangle2D other : taken) {
      cost += box.intersects(other) ? 20 : 0;
    }
    Rectangle2D roomy =
        new Rectangle2D.Double(
            box.getX() - 2, box.getY() - 2, box.getWidth() + 4, box.getHeight() + 4);
    for (Line2D line : lines) {
      cost += line.intersects(roomy) ? 10 : 0;
    }
    return cost;
  }
}
