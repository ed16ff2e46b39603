package org.ctsr.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchAwayTest {
  @TempDir Path home;
  private final FakeEngine engine = new FakeEngine();
  private BatchViewModel batch;
  private BatchAway away;

  @BeforeEach
  void begin() throws Exception {
    BatchStore store = new BatchStore(home.resolve("batch.json"), Runnable::run, notice -> {});
    batch = new BatchViewModel(engine, store, Runnable::run, Runnable::run, () -> 0);
    batch.refreshModel();
    away = new BatchAway(batch);
    away.setWindow(true, true);
    batch.add(List.of(Files.writeString(home.resolve("a.jpg"), "nobody looks")));
    batch.start();
  }

  private boolean isSaid() {
    return away.awayProperty().get();
  }

  @Test
  void aBatchAtWorkIsSpokenOfWhileItsWindowIsClosed() {
    assertThat(isSaid()).isFalse();
    away.setWindow(false, false);
    assertThat(isSaid()).isTrue();
    away.setWindow(true, false);
    assertThat(isSaid()).isFalse();
  }

  @Test
  void itsEndIsSaidUntilItIsKnown() {
    away.setWindow(true, false);
    engine.written("a.jpg");
    assertThat(isSaid()).as("its window is behind").isTrue();
    away.setWindow(false, false);
    assertThat(isSaid()).isTrue();
    away.dismiss();
    assertThat(isSaid()).isFalse();
  }

  @Test
  void itsEndIsKnownOnceItsWindowIsLookedAt() {
    away.setWindow(false, false);
    engine.written("a.jpg");
    assertThat(isSaid()).isTrue();
    away.setWindow(true, true);
    assertThat(isSaid()).isFalse();
  }

  @Test
  void whoSawTheEndIsNotTold() {
    engine.written("a.jpg");
    away.setWindow(false, false);
    assertThat(isSaid()).isFalse();
  }
}
