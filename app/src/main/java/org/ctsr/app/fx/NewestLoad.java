package org.ctsr.app.fx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads of which only the last counts. What an earlier one comes to is dropped, also if it is of
 * the same model; one that has not begun need not begin. On the FX thread.
 */
public final class NewestLoad<M> {
  private final Loader<M> loader;
  private final Executor fx;

  private final Latest loads = new Latest();

  /** Loads aside. */
  public interface Loader<M> {
    /**
     * Begins to load.
     *
     * @param wanted false, on any thread, as soon as another load was begun
     */
    CompletableFuture<M> load(String name, BooleanSupplier wanted);
  }

  /**
   * @param fx runs what uses what was loaded
   */
  public NewestLoad(Loader<M> loader, Executor fx) {
    this.loader = loader;
    this.fx = fx;
  }

  /**
   * Begins a load.
   *
   * @param then told what it has come to, unless another one was begun by then
   */
  public void load(String name, BiConsumer<@Nullable M, @Nullable Throwable> then) {
    Latest.Request mine = loads.next();
    Results.deliver(
        loader.load(name, mine::isLatest),
        fx,
        (model, failure) -> {
          if (mine.isLatest()) {
            then.accept(model, failure);
          }
        });
  }
}
