package org.ctsr.engine.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * How plots look: light, few lines, colours that colour-blind people can tell apart (Okabe and Ito,
 * "Color Universal Design", 2008), and a marker of its own for each series.
 */
final class PlotStyle {
  static final Color BACKGROUND = Color.WHITE;
  static final Color INK = new Color(0x24292F);
  static final Color QUIET_INK = new Color(0x57606A);
  static final Color AXIS = new Color(0x8C959F);
  static final Color GRID = new Color(0xE4E7EB);

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font AXIS_LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font LEGEND = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font POINT_LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private static final Color[] COLORS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xB0578D),
    new Color(0xC98500),
    new Color(0x3A9BD9),
    new Color(0x4D4D4D)
  };

  private static final Shape[] MARKERS = {
    new Ellipse2D.Double(-4.5, -4.5, 9, 9),
    new Rectangle2D.Double(-4, -4, 8, 8),
    polygon(3, 5.8, -Math.PI / 2),
    polygon(4, 5.6, 0),
    polygon(3, 5.8, Math.PI / 2),
    polygon(5, 5.4, -Math.PI / 2),
    polygon(6, 5.2, 0)
  };

  private PlotStyle() {}

  static Color color(int series) {
    return COLORS[series % COLORS.length];
  }

  static Shape marker(int series) {
    return MARKERS[series % MARKERS.length];
  }

  /** The line of a series; dashed once the colours have been used up. */
  static Stroke stroke(int series, boolean marked) {
    float width = marked ? 2.2f : 1.6f;
    boolean solid = series < COLORS.length;
    return new BasicStroke(
        width,
        BasicStroke.CAP_ROUND,
        BasicStroke.JOIN_ROUND,
        1,
        solid ? null : new float[] {6, 5},
        0);
  }

  private static Shape polygon(int corners, double radius, double phase) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = phase + 2 * Math.PI * i / corners;
      if (i == 0) {
        path.moveTo(radius * Math.cos(angle), radius * Math.sin(angle));
      } else {
        path.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
      }
    }
    path.closePath();
    return path;
  }
}
