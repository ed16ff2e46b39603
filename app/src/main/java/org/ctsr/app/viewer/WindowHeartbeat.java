package org.ctsr.app.viewer;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * Asks the window's thread for a sign of life every few milliseconds, and looks at what it is doing
 * when none comes. A wait also counts the time in which the thread found no processor.
 */
final class WindowHeartbeat {
  private static final int PAUSE_MILLIS = 3;
  private static final int LONG_MILLIS = 16;
  private static final int KEPT = 5;
  private static final int FRAMES_SHOWN = 6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Thread thread = new Thread(this::beat, "ctsr-heartbeat");
  private final List<Double> waits = new ArrayList<>();
  private final List<LongWait> longest = new ArrayList<>();
  private double mostComputed;
  private String mostComputedDuring = "";
  private volatile boolean running = true;
  private volatile String activity = "";
  private volatile Thread window = Thread.currentThread();

  private WindowHeartbeat() {}

  /**
   * A wait of more than a frame.
   *
   * @param computed milliseconds of it in which the window's thread ran; the rest it waited, also
   *     for a processor
   * @param stack of the window's thread in the midst of it
   */
  record LongWait(double millis, double computed, String activity, String stack) {
    @Override
    public String toString() {
      return String.format(
          "%.1f ms (the thread ran for %.1f ms of it) while %s, in %s",
          millis, computed, activity, stack);
    }
  }

  static WindowHeartbeat start() throws InterruptedException {
    WindowHeartbeat heartbeat = new WindowHeartbeat();
    CountDownLatch known = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          heartbeat.window = Thread.currentThread();
          known.countDown();
        });
    known.await();
    heartbeat.thread.setDaemon(true);
    heartbeat.thread.start();
    return heartbeat;
  }

  /** What waits from now on are put down to. */
  void setActivity(String name) {
    activity = name;
  }

  /**
   * Ends the beats.
   *
   * @return all waits, milliseconds
   */
  double[] stop() throws InterruptedException {
    running = false;
    thread.join();
    return waits.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The longest waits, longest first; call after {@link #stop}. */
  List<LongWait> worst() {
    return longest.stream()
        .sorted(Comparator.comparingDouble(LongWait::millis).reversed())
        .limit(KEPT)
        .toList();
  }

  /**
   * The wait in which the window's thread ran longest, in words: what its own tasks took, whether
   * or not it had a processor at once. Call after {@link #stop}.
   */
  String busiest() {
    return String.format(
        "in one wait the window's thread ran for at most %.1f ms (%s)",
        mostComputed, mostComputedDuring);
  }

  private void beat() {
    try {
      while (running) {
        String during = activity;
        long ran = THREADS.getThreadCpuTime(window.getId());
        long posted = System.nanoTime();
        CountDownLatch done = new CountDownLatch(1);
        long[] answered = new long[1];
        Platform.runLater(
            () -> {
              answered[0] = System.nanoTime();
              done.countDown();
            });
        String stack = "";
        if (!done.await(LONG_MILLIS, TimeUnit.MILLISECONDS)) {
          stack = stack();
          done.await();
        }
        double wait = (answered[0] - posted) / 1e6;
        waits.add(wait);
        double computed = (THREADS.getThreadCpuTime(window.getId()) - ran) / 1e6;
        if (computed > mostComputed) {
          mostComputed = computed;
          mostComputedDuring = during;
        }
        if (wait > LONG_MILLIS) {
          longest.add(new LongWait(wait, computed, during, stack));
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      // Ends the beats.
      Thread.currentThread().interrupt();
    }
  }

  private String stack() {
    StringBuilder text = new StringBuilder();
    StackTraceElement[] frames = window.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES_SHOWN, frames.length); i++) {
      String type = frames[i].getClassName();
      text.append(i == 0 ? "" : " < ")
          .append(type.substring(type.lastIndexOf('.') + 1))
          .append('.')
          .append(frames[i].getMethodName());
    }
    return text.toString();
  }
}
