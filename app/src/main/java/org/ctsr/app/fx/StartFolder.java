package org.ctsr.app.fx;

import java.io.File;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The folder a chooser begins in. It is looked for aside, since a network drive that sleeps may
 * take seconds to answer: then the chooser begins where the system wants. On the FX thread.
 */
public final class StartFolder {
  private static final long PATIENCE_MILLIS = 300;

  private final Executor background;
  private final Executor fx;
  private final Executor later;
  private boolean choosing;

  /**
   * @param background runs what asks the disk
   * @param fx runs what shows the chooser
   */
  public StartFolder(Executor background, Executor fx) {
    this(
        background,
        fx,
        CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run));
  }

  /** With another patience: {@code later} runs what is done when it is at its end. */
  StartFolder(Executor background, Executor fx, Executor later) {
    this.background = background;
    this.fx = fx;
    this.later = later;
  }

  /**
   * Shows a chooser a moment later; nothing if one is there or to come.
   *
   * @param wanted where to begin if it is a folder; null for nowhere
   * @param chooser shows it, until something is chosen; receives where to begin
   */
  public void find(@Nullable File wanted, Consumer<Optional<File>> chooser) {
    if (choosing) {
      return;
    }
    choosing = true;
    CompletableFuture<Boolean> there = new CompletableFuture<>();
    if (wanted == null) {
      there.complete(false);
    } else {
      there.completeAsync(wanted::isDirectory, background);
      there.completeAsync(() -> false, later);
    }
    Results.deliver(
        there,
        fx,
        (found, failure) -> {
          try {
            chooser.accept(
                Boolean.TRUE.equals(found) ? Optional.ofNullable(wanted) : Optional.empty());
          } finally {
            choosing = false;
          }
        });
  }
}
