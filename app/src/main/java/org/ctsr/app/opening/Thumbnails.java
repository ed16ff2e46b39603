package org.ctsr.app.opening;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ctsr.app.engine.OpenedPhoto;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.library.Filmstrip;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.library.StripPictures;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;

/**
 * Small pictures for the strip, made of what is read for the window if that is under way: reading a
 * photo twice would take twice as long. Used on the FX thread.
 */
final class Thumbnails {
  private final StripPictures pictures;
  private final Executor background;
  private final Executor fx;
  private final Predicate<PhotoItem> isReading;
  private final Function<PhotoItem, Optional<OpenedPhoto>> held;
  private final BiConsumer<PhotoItem, Throwable> failure;

  /** Photos whose small pictures are made of what is read for the window. */
  private final Set<PhotoItem> toCome = new HashSet<>();

  /**
   * @param oneByOne one thread, which reads photos for their small pictures alone
   * @param background makes pictures of photos that were read
   * @param fx runs what uses them
   * @param isReading whether a photo is being read for the window
   * @param held what was read of a photo, as long as it is in memory
   * @param failure told of photos of which there can be none
   */
  Thumbnails(
      Executor oneByOne,
      Executor background,
      Executor fx,
      Predicate<PhotoItem> isReading,
      Function<PhotoItem, Optional<OpenedPhoto>> held,
      BiConsumer<PhotoItem, Throwable> failure) {
    this.background = background;
    this.fx = fx;
    this.isReading = isReading;
    this.held = held;
    this.failure = failure;
    pictures =
        new StripPictures(
            file ->
                Picture.reducedOnce(
                    PhotoReader.read(file, ReadLimits.DEFAULT), Filmstrip.THUMBNAIL),
            oneByOne,
            fx,
            Thumbnails::show,
            this::notRead);
  }

  private void notRead(PhotoItem item, IOException reason) {
    // One that was read for the window meanwhile is shown, whatever became of its file.
    if (held.apply(item).isEmpty()) {
      failure.accept(item, reason);
    }
  }

  private static void show(PhotoItem item, Picture small) {
    if (item.stateProperty().get() != PhotoItem.State.FAILED) {
      item.opened(small);
    }
  }

  /** Makes a photo's picture, unless that was asked before. */
  void make(PhotoItem item) {
    Path file = item.file().orElse(null);
    if (file == null || pictures.isAsked(item)) {
      return;
    }
    if (isReading.test(item)) {
      toCome.add(item);
      return;
    }
    held.apply(item).ifPresentOrElse(photo -> opened(item, photo), () -> pictures.make(item, file));
  }

  /** Makes the picture of a photo whose file is another now. */
  void renew(PhotoItem item) {
    pictures.forget(item);
    make(item);
  }

  /** Says that a photo is out of view. */
  void withdraw(PhotoItem item) {
    toCome.remove(item);
    if (item.thumbnailProperty().get() == null) {
      pictures.forget(item);
    }
  }

  /** Takes what was read for the window. */
  void opened(PhotoItem item, OpenedPhoto photo) {
    toCome.remove(item);
    pictures.madeElsewhere(item);
    CompletableFuture.supplyAsync(
            () -> Picture.reduced(photo.image(), Filmstrip.THUMBNAIL), background)
        .thenAccept(small -> fx.execute(() -> item.opened(small)))
        .exceptionally(
            problem -> {
              Throwable reason = problem.getCause() == null ? problem : problem.getCause();
              fx.execute(() -> failure.accept(item, reason));
              return null;
            });
  }

  /** Says that a photo is not read for the window after all. */
  void passedBy(PhotoItem item) {
    if (toCome.remove(item)) {
      make(item);
    }
  }

  /** Says that a photo cannot be read. */
  void failed(PhotoItem item) {
    toCome.remove(item);
  }

  /** Forgets a photo that is closed. */
  void forget(PhotoItem item) {
    toCome.remove(item);
    pictures.forget(item);
  }
}
