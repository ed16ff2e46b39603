package org.ctsr.app.train;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.ctsr.app.fx.Latest;
import org.ctsr.engine.io.FileFailure;
import org.jspecify.annotations.Nullable;

/** A training of before that something is left to do with, looked for aside. FX thread only. */
public final class UnfinishedTraining {
  private final TrainingStore store;
  private final Supplier<@Nullable Training> atHand;
  private final Consumer<String> failed;
  private final Executor background;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<TrainingStore.@Nullable Unfinished> found =
      new ReadOnlyObjectWrapper<>();

  /** What an older look found may be gone by now. */
  private final Latest looks = new Latest();

  /**
   * @param atHand the training that is shown anyhow; null if none is
   * @param failed told, on the FX thread, why one was not deleted
   * @param background looks and deletes
   * @param fx the FX thread
   */
  UnfinishedTraining(
      TrainingStore store,
      Supplier<@Nullable Training> atHand,
      Consumer<String> failed,
      Executor background,
      Executor fx) {
    this.store = store;
    this.atHand = atHand;
    this.failed = failed;
    this.background = background;
    this.fx = fx;
  }

  /** The one that can go on, or whose model can be installed; null if there is none. */
  public ReadOnlyObjectProperty<TrainingStore.@Nullable Unfinished> property() {
    return found.getReadOnlyProperty();
  }

  /** Looks for one again, other than the one at hand. */
  public void look() {
    Latest.Request mine = looks.next();
    Training except = atHand.get();
    background.execute(
        () -> {
          TrainingStore.Unfinished left = store.unfinished(except);
          fx.execute(
              () -> {
                if (mine.isLatest()) {
                  // It may have been gone on with since.
                  found.set(left == null || left.training().equals(atHand.get()) ? null : left);
                }
              });
        });
  }

  /** Offers it no longer. */
  void withdraw() {
    found.set(null);
  }

  /** Deletes it. */
  public void delete() {
    TrainingStore.Unfinished unwanted = found.get();
    if (unwanted == null) {
      return;
    }
    looks.next();
    withdraw();
    background.execute(
        () -> {
          try {
            store.delete(unwanted.training());
          } catch (IOException e) {
            fx.execute(() -> failed.accept(FileFailure.sentence(e)));
          }
        });
  }
}
