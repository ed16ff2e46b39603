package org.ctsr.app.fx;

import java.util.Locale;

/** Numbers as people read them. */
public final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Sizes() {}

  /** Bytes with one decimal from megabytes on, in steps of 1000. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    boolean decimal = unit >= 3 && value < 99.5;
    return String.format(Locale.getDefault(), decimal ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** A duration to the second below a minute, then to the minute. */
  public static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.getDefault(), "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.getDefault(), "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
  }
}
