package org.ctsr.app.fx;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work aside of which only the newest counts: one piece at a time, and what was replaced before its
 * turn is not done. Safe for several threads.
 */
public final class NewestTask {
  private final Executor background;
  private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
  private final AtomicBoolean working = new AtomicBoolean();

  /**
   * @param background runs the work
   */
  public NewestTask(Executor background) {
    this.background = background;
  }

  /** Does something when what is being done now is done, unless something else comes meanwhile. */
  public void run(Runnable task) {
    next.set(task);
    begin();
  }

  private void begin() {
    if (next.get() != null && working.compareAndSet(false, true)) {
      background.execute(this::work);
    }
  }

  private void work() {
    try {
      for (Runnable task = next.getAndSet(null); task != null; task = next.getAndSet(null)) {
        task.run();
      }
    } finally {
      working.set(false);
      // What came since the last look found somebody at work.
      begin();
    }
  }
}
