package org.ctsr.engine.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Reads on a thread of its own, which is left behind if it does not come to an end: a decoder in an
 * endless loop, or a disk that does not answer, must not hold up everything else.
 */
final class TimedRead {
  /** For decoders that notice by themselves, whose end is the better one. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** How long somebody who cancels may have to wait. */
  private static final long ASK_NANOS = Duration.ofMillis(100).toNanos();

  private TimedRead() {}

  /**
   * The body's result.
   *
   * @param deadline may be extended by the body
   * @param cancelled asked again and again while the body runs
   * @throws PhotoException if the time is over
   * @throws CancellationException if it was cancelled
   * @throws IOException as the body throws it
   */
  static <T> T run(Path file, Deadline deadline, BooleanSupplier cancelled, Callable<T> body)
      throws IOException {
    return run(file, deadline, GRACE, cancelled, body);
  }

  static <T> T run(
      Path file, Deadline deadline, Duration grace, BooleanSupplier cancelled, Callable<T> body)
      throws IOException {
    FutureTask<T> task = new FutureTask<>(body);
    Thread thread = new Thread(task, "ctsr-photo-reader");
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        if (cancelled.getAsBoolean()) {
          thread.interrupt();
          throw new CancellationException(file + ": reading it was cancelled");
        }
        long wait = Math.max(0, Math.min(ASK_NANOS, deadline.left() + grace.toNanos()));
        try {
          return task.get(wait, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          if (deadline.left() + grace.toNanos() < 0) {
            thread.interrupt();
            throw new PhotoException(file, deadline.reason(), e);
          }
        } catch (ExecutionException e) {
          throw unwrap(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException unwrap(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
