package org.ctsr.app.start;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how long after the start of the process its user first saw something. Used on the FX thread.
 */
public final class StartClock {
  /** What a start is made of. */
  public enum Event {
    /** The window is there. */
    WINDOW("window"),
    /** The first photo is in it, enlarged without a network. */
    PHOTO("photo"),
    /** A part of it is enlarged by the network. */
    TILE("first enlarged tile");

    private final String words;

    Event(String words) {
      this.words = words;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(StartClock.class);

  private final Instant started;
  private final Map<Event, Duration> reached = new EnumMap<>(Event.class);

  /**
   * @param started when the process began
   */
  StartClock(Instant started) {
    this.started = started;
  }

  /** Counts from when the operating system started this process. */
  public static StartClock ofProcess() {
    return new StartClock(ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
  }

  /** Something is there; only the first time counts. */
  public void reached(Event event, Instant now) {
    if (reached.putIfAbsent(event, Duration.between(started, now)) == null) {
      log.info(
          "Start: {} after {} s",
          event.words,
          String.format(Locale.ROOT, "%.2f", reached.get(event).toMillis() / 1e3));
    }
  }

  /** How long it took, for those that are there. */
  Map<Event, Duration> times() {
    return Map.copyOf(reached);
  }
}
