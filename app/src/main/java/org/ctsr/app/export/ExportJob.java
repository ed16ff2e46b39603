package org.ctsr.app.export;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.ctsr.app.fx.Reasons;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One export and how far it is. Its properties change on the FX thread. */
public final class ExportJob {
  private static final Logger log = LoggerFactory.getLogger(ExportJob.class);

  /** How far an export is. */
  public enum State {
    /** Being saved. */
    RUNNING,
    /** Saved. */
    SAVED,
    /** Not saved; {@link ExportJob#failure()} says why. */
    FAILED,
    /** Not saved, as the user wished. */
    CANCELLED
  }

  private final ExportRequest request;
  private final Executor fx;
  private final LongSupplier clock;
  private final long startedAt;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;
  private @Nullable Throwable failure;

  private ExportJob(ExportRequest request, Executor fx, LongSupplier clock) {
    this.request = request;
    this.fx = fx;
    this.clock = clock;
    this.startedAt = clock.getAsLong();
  }

  /**
   * Starts saving.
   *
   * @param background runs the work
   * @param fx runs changes of properties
   * @param clock nanoseconds
   */
  public static ExportJob start(
      ExportRequest request,
      ExportWork work,
      Executor background,
      Executor fx,
      LongSupplier clock) {
    ExportJob job = new ExportJob(request, fx, clock);
    background.execute(
        () -> {
          try {
            job.run(work);
          } finally {
            job.ended.complete(null);
          }
        });
    return job;
  }

  private void run(ExportWork work) {
    State end;
    Throwable reason = null;
    try {
      work.run(
          request,
          new ExportWork.Progress() {
            @Override
            public void done(double share) {
              fx.execute(() -> progress.set(share));
            }

            @Override
            public void warn(String warning) {
              log.warn("{}", warning);
              warnings.add(Reasons.without(request.target(), warning));
            }

            @Override
            public boolean isCancelled() {
              return cancelled;
            }
          });
      end = State.SAVED;
    } catch (CancellationException e) {
      end = State.CANCELLED;
    } catch (Exception | Error e) {
      // Errors too: the job would else be at work for ever.
      log.warn("{} was not saved", request.target(), e);
      end = State.FAILED;
      reason = e;
    }
    State reached = end;
    Throwable why = reason;
    fx.execute(
        () -> {
          failure = why;
          state.set(reached);
        });
  }

  /** What is saved. */
  public ExportRequest request() {
    return request;
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether it is to stop; the tile in flight is waited for. */
  public ReadOnlyBooleanProperty cancellingProperty() {
    return cancelling.getReadOnlyProperty();
  }

  /** Share that is done, 0 to 1. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Why it failed; null if it did not. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** What was wrong with it but could be helped; complete when it is saved. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Seconds it will still take, judged by the time so far; -1 if that cannot be said yet. */
  public long secondsLeft() {
    double share = progress.get();
    if (share < 0.01) {
      return -1;
    }
    double seconds = (clock.getAsLong() - startedAt) / 1e9;
    return Math.max(1, Math.round(seconds * (1 - share) / share));
  }

  /** Completes, on the thread of the work, when that is over and its files are whole or gone. */
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /** Stops it soon; nothing is left on disk. */
  public void cancel() {
    cancelled = true;
    // The program's end asks for it too, on a thread of its own.
    fx.execute(() -> cancelling.set(true));
  }
}
