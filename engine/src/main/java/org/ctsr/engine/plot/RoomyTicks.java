package org.ctsr.engine.plot;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnitSource;

/**
 * Ticks at round numbers (1, 2, 5 times a power of ten) with twice the room that the library would
 * leave between their labels.
 */
final class RoomyTicks implements TickUnitSource {
  private static final double ROOM = 2;

  @Override
  public TickUnit getLargerTickUnit(TickUnit unit) {
    return unit(1.01 * unit.getSize());
  }

  @Override
  public TickUnit getCeilingTickUnit(TickUnit unit) {
    return unit(unit.getSize());
  }

  @Override
  public TickUnit getCeilingTickUnit(double size) {
    // Asked with the smallest distance at which labels do not touch.
    return unit(ROOM * size);
  }

  /** The smallest round step that is not below {@code size}. */
  private static NumberTickUnit unit(double size) {
    double power = Math.pow(10, Math.floor(Math.log10(size)));
    double share = size / power;
    double step = share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10;
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step * power) + 1e-9));
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return new NumberTickUnit(step * power, format);
  }
}
