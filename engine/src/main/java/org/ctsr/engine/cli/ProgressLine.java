package org.ctsr.engine.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One line on a terminal that shows how far the work is and how long it will take; nothing where
 * there is no terminal.
 */
final class ProgressLine {
  private static final int BAR = 24;
  private static final long MIN_INTERVAL_NANOS = 100_000_000L;

  private final PrintStream terminal;
  private final boolean enabled;
  private String title = "";
  private long startNanos;
  private long lastNanos;
  private int shownLength;

  /**
   * @param enabled whether to show anything: somebody {@linkplain #isWatched watches} and did not
   *     ask for quiet
   */
  ProgressLine(PrintStream terminal, boolean enabled) {
    this.terminal = terminal;
    this.enabled = enabled;
  }

  /**
   * Whether somebody sees what is shown. Java 17 can only tell that standard input and output are a
   * terminal; where the system says so too, standard error must not go to a file.
   */
  static boolean isWatched() {
    return System.console() != null && !Files.isRegularFile(Path.of("/proc/self/fd/2"));
  }

  boolean isEnabled() {
    return enabled;
  }

  /** Starts a new count. */
  synchronized void start(String newTitle) {
    title = newTitle;
    startNanos = System.nanoTime();
    lastNanos = 0;
  }

  /** Shows {@code done} of {@code total}, at most ten times a second. */
  synchronized void show(int done, int total) {
    show(done, total, "");
  }

  /** As above, with something more at the end. */
  synchronized void show(int done, int total, String more) {
    long now = System.nanoTime();
    if (!enabled || (done < total && now - lastNanos < MIN_INTERVAL_NANOS)) {
      return;
    }
    lastNanos = now;
    int filled = (int) ((long) BAR * done / Math.max(1, total));
    String bar = "#".repeat(filled) + "-".repeat(BAR - filled);
    double seconds = (now - startNanos) / 1e9;
    String left = done == 0 ? "" : "  " + duration(seconds * (total - done) / done) + " left";
    write(
        String.format(
            Locale.ROOT,
            "%s  [%s] %3d %%%s%s",
            title,
            bar,
            100L * done / Math.max(1, total),
            left,
            more));
  }

  /** Removes the line, so that something else can be printed. */
  synchronized void clear() {
    if (enabled && shownLength > 0) {
      write("");
      terminal.print("\r");
      terminal.flush();
    }
  }

  private void write(String text) {
    String padded = text + " ".repeat(Math.max(0, shownLength - text.length()));
    terminal.print("\r" + padded);
    terminal.flush();
    shownLength = text.length();
  }

  /** Like {@code 1:02:03} or {@code 0:07}. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
