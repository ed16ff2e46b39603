package org.ctsr.app.fx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Results of work done elsewhere. */
public final class Results {
  private Results() {}

  /**
   * Hands a result, or a failure, over. What the receiver throws reaches the thread it runs on, as
   * any other defect does.
   *
   * @param where usually the FX thread
   * @param use receives either a result or a failure
   */
  public static <T> void deliver(
      CompletableFuture<T> work,
      Executor where,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> use) {
    var unused =
        work.whenComplete((result, failure) -> where.execute(() -> use.accept(result, failure)));
  }
}
