package org.ctsr.engine.cli;

import java.util.HashMap;
import java.util.Map;

/**
 * How long several photos will still take, from the pixels done and to come. Photos that cost
 * nothing, as their results were there, do not count.
 */
final class RunEstimate {
  private final int count;
  private final Map<Long, Long> pixels = new HashMap<>();
  private final Map<Long, Double> ended = new HashMap<>();
  private long startNanos;
  private boolean running;

  /**
   * @param count photos in all
   */
  RunEstimate(int count) {
    this.count = count;
  }

  /** Tells how many pixels a photo has; 0 if it cannot be read. */
  void expect(long photo, long itsPixels) {
    pixels.put(photo, itsPixels);
  }

  /** The first photo begins; called again it means nothing. */
  void start(long nanos) {
    if (!running) {
      running = true;
      startNanos = nanos;
    }
  }

  /**
   * Nothing more happens to a photo.
   *
   * @param share of it that went through the network, 0 to 1
   */
  void ended(long photo, double share) {
    ended.put(photo, share);
  }

  /**
   * Seconds left for all photos; NaN until that can be told.
   *
   * @param photo the present one
   * @param share of it that went through the network, 0 to 1
   */
  double secondsLeft(long photo, double share, long nanos) {
    if (pixels.size() < count) {
      return Double.NaN;
    }
    double done = 0;
    double toCome = 0;
    for (Map.Entry<Long, Long> each : pixels.entrySet()) {
      Double finished = ended.get(each.getKey());
      if (finished != null) {
        done += finished * each.getValue();
      } else if (each.getKey() == photo) {
        done += share * each.getValue();
        toCome += (1 - share) * each.getValue();
      } else {
        toCome += each.getValue();
      }
    }
    return done > 0 ? (nanos - startNanos) / 1e9 * toCome / done : Double.NaN;
  }
}
