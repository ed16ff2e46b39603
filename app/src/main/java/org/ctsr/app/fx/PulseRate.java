package org.ctsr.app.fx;

/** How often JavaFX may draw. */
public final class PulseRate {
  private static final String PROPERTY = "javafx.animation.pulse";

  /** JavaFX only draws when something changed, so an idle window costs nothing at any rate. */
  private static final String HERTZ = "120";

  private PulseRate() {}

  /**
   * Doubles JavaFX's own 60 a second, before the toolkit starts: a finished frame then waits for at
   * most 8 ms instead of 17, half of what a drag of the slider may take. A value given on the
   * command line stays.
   */
  public static void raise() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, HERTZ);
    }
  }
}
