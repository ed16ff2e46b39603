package org.ctsr.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartClockTest {
  @Test
  void countsFromTheStartAndOnlyTheFirstTime() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    StartClock clock = new StartClock(start);
    clock.reached(StartClock.Event.WINDOW, start.plusMillis(900));
    clock.reached(StartClock.Event.PHOTO, start.plusMillis(1500));
    clock.reached(StartClock.Event.PHOTO, start.plusMillis(9000));
    assertThat(clock.times())
        .containsOnlyKeys(StartClock.Event.WINDOW, StartClock.Event.PHOTO)
        .containsEntry(StartClock.Event.PHOTO, Duration.ofMillis(1500));
  }
}
