package org.ctsr.engine.plot;

/**
 * An axis of a {@link LinePlot}; its range follows the data.
 *
 * @param label with the unit
 * @param logarithmic whether equal ratios, not differences, are equally far apart; values of 0 or
 *     less are then left out
 */
public record PlotAxis(String label, boolean logarithmic) {
  /** An axis of even steps. */
  public static PlotAxis linear(String label) {
    return new PlotAxis(label, false);
  }

  /** An axis of even ratios. */
  public static PlotAxis logarithmic(String label) {
    return new PlotAxis(label, true);
  }
}
