package org.ctsr.engine.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at 1, 2, 5, 10 ..., or at powers of ten if those are many. */
final class DecadeAxis extends LogAxis {
  private static final long serialVersionUID = 1L;

  /** Decades beyond which only powers of ten have ticks. */
  private static final double MANY_DECADES = 3;

  DecadeAxis(String label) {
    super(label);
    setSmallestValue(1e-12);
  }

  // The library's signature is a raw list.
  @SuppressWarnings("rawtypes")
  @Override
  public List refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean below = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = below ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    double low = getRange().getLowerBound();
    double high = getRange().getUpperBound();
    double[] steps =
        Math.log10(high / low) > MANY_DECADES ? new double[] {1} : new double[] {1, 2, 5};
    List<NumberTick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (double step : steps) {
        double value = step * Math.pow(10, power);
        if (value >= low && value <= high) {
          ticks.add(new NumberTick(value, text(value), anchor, TextAnchor.CENTER, 0));
        }
      }
    }
    return ticks;
  }

  private static String text(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
