package org.ctsr.app.opening;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.library.PhotoItem;
import org.jspecify.annotations.Nullable;

/**
 * Reads the photos that are chosen: none twice at a time, and none that was only passed by on the
 * way to another. Used on the window's thread.
 */
final class PhotoReads {
  /** Reads photos aside. */
  @FunctionalInterface
  interface Reader {
    /**
     * Begins to read a photo.
     *
     * @param wanted asked, on any thread, when it is the photo's turn
     * @return completes with the photo, or exceptionally; with a {@link CancellationException} if
     *     it is not wanted any more
     */
    CompletableFuture<OpenedPhoto> read(PhotoItem item, BooleanSupplier wanted);
  }

  /** Hears how reading ends, on the window's thread. */
  interface Listener {
    /** It was read. */
    void opened(PhotoItem item, OpenedPhoto photo);

    /** It cannot be read. */
    void failed(PhotoItem item, Throwable reason);

    /** It was not read, as another one was chosen meanwhile. */
    void passedBy(PhotoItem item);
  }

  private final Reader reader;
  private final Listener listener;
  private final Executor windowThread;
  private final Set<PhotoItem> reading = new HashSet<>();
  private volatile @Nullable PhotoItem wanted;

  /**
   * @param windowThread runs tasks on the window's thread, later
   */
  PhotoReads(Reader reader, Listener listener, Executor windowThread) {
    this.reader = reader;
    this.listener = listener;
    this.windowThread = windowThread;
  }

  /** Says which photo is waited for; null for none. */
  void want(@Nullable PhotoItem item) {
    wanted = item;
  }

  /** Whether a photo is being read, or is to be when it is its turn. */
  boolean isReading(PhotoItem item) {
    return reading.contains(item);
  }

  /** Reads a photo unless that is under way. */
  void read(PhotoItem item) {
    if (!reading.add(item)) {
      return;
    }
    reader
        .read(item, () -> wanted == item)
        .thenAccept(photo -> windowThread.execute(() -> opened(item, photo)))
        .exceptionally(
            failure -> {
              windowThread.execute(() -> notOpened(item, failure));
              return null;
            });
  }

  private void opened(PhotoItem item, OpenedPhoto photo) {
    reading.remove(item);
    listener.opened(item, photo);
  }

  private void notOpened(PhotoItem item, Throwable failure) {
    reading.remove(item);
    Throwable reason = failure;
    while (reason instanceof CompletionException && reason.getCause() != null) {
      reason = reason.getCause();
    }
    if (!(reason instanceof CancellationException)) {
      listener.failed(item, reason);
    } else if (wanted == item) {
      // Chosen again just after it was given up.
      read(item);
    } else {
      listener.passedBy(item);
    }
  }
}
