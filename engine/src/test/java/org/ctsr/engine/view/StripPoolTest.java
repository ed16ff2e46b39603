package org.ctsr.engine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StripPoolTest {
  @Test
  void runsEveryStripOnce() {
    try (StripPool pool = new StripPool(3)) {
      for (int round = 0; round < 200; round++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(37);
        pool.run(37, (strip, worker) -> runs.incrementAndGet(strip));
        for (int i = 0; i < 37; i++) {
          assertThat(runs.get(i)).isOne();
        }
      }
    }
  }

  @Test
  void goesOnAfterAFailure() {
    try (StripPool pool = new StripPool(2)) {
      assertThatThrownBy(
              () ->
                  pool.run(
                      10,
                      (strip, worker) -> {
                        if (strip == 4) {
                          throw new IllegalArgumentException("strip four");
                        }
                      }))
          .hasMessage("strip four");
      pool.run(5, (strip, worker) -> {});
    }
  }

  @Test
  @Timeout(60)
  void goesOnAfterALackOfMemoryInAnyThread() {
    try (StripPool pool = new StripPool(2)) {
      for (int poorWorker = 0; poorWorker < 2; poorWorker++) {
        int poor = poorWorker;
        CountDownLatch both = new CountDownLatch(2);
        assertThatThrownBy(
                () ->
                    pool.run(
                        2,
                        (strip, worker) -> {
                          meet(both);
                          if (worker == poor) {
                            throw new OutOfMemoryError("of worker " + worker);
                          }
                        }))
            .isInstanceOf(OutOfMemoryError.class)
            .hasMessage("of worker " + poor);
        pool.run(5, (strip, worker) -> {});
      }
    }
  }

  /** Waits until each of two threads has a strip. */
  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
