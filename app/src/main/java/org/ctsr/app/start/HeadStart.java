package org.ctsr.app.start;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.library.Filmstrip;
import org.ctsr.app.library.SamplePhoto;
import org.ctsr.app.settings.AppPaths;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start waits for and what needs no window, begun before the toolkit: on a machine with two
 * cores one of them would be idle meanwhile. The desktop is asked for its look, and at the first
 * start the sample photo is read. Thread-safe.
 */
public final class HeadStart {
  private static final Logger log = LoggerFactory.getLogger(HeadStart.class);

  /** The longest the window waits to know its look; later it would change before one's eyes. */
  private static final Duration LOOK = Duration.ofMillis(300);

  private final Supplier<Optional<Boolean>> systemIsDark;
  private final @Nullable CompletableFuture<Optional<Boolean>> dark;
  private final @Nullable CompletableFuture<Sample> sample;

  /**
   * The sample photo, read.
   *
   * @param photo the photo
   * @param small for the strip
   */
  public record Sample(OpenedPhoto photo, Picture small) {}

  private HeadStart(
      Supplier<Optional<Boolean>> systemIsDark,
      @Nullable CompletableFuture<Optional<Boolean>> dark,
      @Nullable CompletableFuture<Sample> sample) {
    this.systemIsDark = systemIsDark;
    this.dark = dark;
    this.sample = sample;
  }

  /** None: everything is done when it is needed. */
  public static HeadStart none(Supplier<Optional<Boolean>> systemIsDark) {
    return new HeadStart(systemIsDark, null, null);
  }

  /**
   * Begins.
   *
   * @param paths tell whether it is the first start
   * @param photos whether photos are opened, and so not the sample
   * @param systemIsDark asks the desktop
   * @param threads run it
   */
  public static HeadStart begin(
      AppPaths paths, boolean photos, Supplier<Optional<Boolean>> systemIsDark, Executor threads) {
    CompletableFuture<Optional<Boolean>> dark =
        CompletableFuture.supplyAsync(systemIsDark, threads);
    CompletableFuture<Sample> sample = null;
    if (!photos && !Files.exists(paths.settings())) {
      sample = new CompletableFuture<>();
      threads.execute(read(sample));
    }
    return new HeadStart(systemIsDark, dark, sample);
  }

  private static Runnable read(CompletableFuture<Sample> sample) {
    return () -> {
      try {
        OpenedPhoto photo = new OpenedPhoto(SamplePhoto.NAME, null, SamplePhoto.read());
        // Computed here and not when a view first asks for it.
        photo.image().digest();
        sample.complete(new Sample(photo, Picture.reduced(photo.image(), Filmstrip.THUMBNAIL)));
      } catch (IOException | RuntimeException | Error e) {
        sample.completeExceptionally(e);
      }
    };
  }

  /** Whether the desktop is dark, if that is known by now or very soon; empty if not. */
  public Optional<Boolean> look() {
    if (dark == null) {
      return Optional.empty();
    }
    try {
      return dark.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.debug("The desktop has not said yet whether it is dark");
      return Optional.empty();
    } catch (ExecutionException e) {
      log.warn("The desktop cannot be asked whether it is dark", e.getCause());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Asks the desktop whether it is dark. */
  public Optional<Boolean> askSystem() {
    return systemIsDark.get();
  }

  /**
   * The sample photo if it was read; empty if not, and if that failed: opening it then says why.
   */
  public Optional<Sample> sample() {
    if (sample == null || !sample.isDone() || sample.isCompletedExceptionally()) {
      return Optional.empty();
    }
    return Optional.of(sample.join());
  }
}
