package org.ctsr.engine.view;

/**
 * Colours for invented detail: the dimmed grey picture, over it violet, red, yellow the more a
 * pixel differs from the faithful result.
 */
public final class InventionPalette {
  /** Difference, as a share of the full range, from which on the colour no longer changes. */
  public static final double FULL = 0.2;

  private static final int[][] STOPS = {
    {96, 60, 214}, {226, 62, 128}, {255, 138, 60}, {255, 226, 130}
  };
  private static final int FULL_STEPS = (int) Math.round(FULL * 255);
  private static final int[] COLORS = new int[256];
  private static final int[] STRENGTHS = new int[256];

  static {
    for (int step = 0; step < 256; step++) {
      double share = Math.min(1, step / (double) FULL_STEPS);
      COLORS[step] = mix(share);
      // Below two steps of 255 nobody sees a difference; the square root lifts small ones.
      STRENGTHS[step] = step < 2 ? 0 : (int) Math.round(235 * Math.sqrt(share));
    }
  }

  private InventionPalette() {}

  private static int mix(double share) {
    double at = share * (STOPS.length - 1);
    int lower = Math.min(STOPS.length - 2, (int) at);
    double part = at - lower;
    int argb = 0xff;
    for (int channel = 0; channel < 3; channel++) {
      double value = STOPS[lower][channel] * (1 - part) + STOPS[lower + 1][channel] * part;
      argb = argb << 8 | (int) Math.round(value);
    }
    return argb;
  }

  /**
   * The legend's colour, ARGB, for a difference.
   *
   * @param difference largest difference of a channel, in [0, 1]
   */
  public static int color(double difference) {
    return COLORS[(int) Math.round(255 * Math.max(0, Math.min(1, difference)))];
  }

  /**
   * Turns pixels of the shown result into pixels of the overlay.
   *
   * @param faithful ARGB of the result at t = 0 from {@code from} on
   * @param shown ARGB of the shown result from {@code at} on; replaced
   */
  static void overlay(int[] faithful, int from, int[] shown, int at, int count) {
    for (int i = 0; i < count; i++) {
      int safe = faithful[from + i];
      int bold = shown[at + i];
      shown[at + i] =
          pixel(
              safe >> 16 & 0xff,
              safe >> 8 & 0xff,
              safe & 0xff,
              bold >> 16 & 0xff,
              bold >> 8 & 0xff,
              bold & 0xff);
    }
  }

  /** A pixel of the overlay from the faithful colour and the shown one, 0 to 255 each. */
  private static int pixel(
      int red, int green, int blue, int shownRed, int shownGreen, int shownBlue) {
    int difference =
        Math.max(
            Math.abs(red - shownRed),
            Math.max(Math.abs(green - shownGreen), Math.abs(blue - shownBlue)));
    int grey = (54 * red + 183 * green + 19 * blue) * 5 >> 11;
    int color = COLORS[difference];
    int strength = STRENGTHS[difference];
    int r = grey + (((color >> 16 & 0xff) - grey) * strength >> 8);
    int g = grey + (((color >> 8 & 0xff) - grey) * strength >> 8);
    int b = grey + (((color & 0xff) - grey) * strength >> 8);
    return 0xff000000 | r << 16 | g << 8 | b;
  }
}
