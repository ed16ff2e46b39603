package org.ctsr.app.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search for the photos in files and folders, in the background. Used on the FX thread. */
public final class PhotoSearch {
  private static final Logger log = LoggerFactory.getLogger(PhotoSearch.class);

  /** Finds photos, as {@link org.ctsr.app.library.PhotoFiles} does. */
  @FunctionalInterface
  public interface Finder {
    /**
     * Takes as long as reading the folders.
     *
     * @param searching hears again and again how many there are; ends the search by throwing
     */
    List<Path> find(List<Path> given, IntConsumer searching) throws IOException;
  }

  private final List<Path> given;
  private final Executor fx;
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(true);
  private final AtomicInteger counted = new AtomicInteger();

  /** Whether a new count is on its way: large folders would send thousands of them. */
  private final AtomicBoolean telling = new AtomicBoolean();

  private volatile boolean cancelled;

  private PhotoSearch(List<Path> given, Executor fx) {
    this.given = given;
    this.fx = fx;
  }

  /**
   * Begins a search. Of one that is cancelled neither {@code found} nor {@code failed} hears.
   *
   * @param background searches
   * @param fx runs what changes properties, {@code found} and {@code failed}
   */
  public static PhotoSearch start(
      Finder finder,
      List<Path> given,
      Executor background,
      Executor fx,
      Consumer<List<Path>> found,
      Consumer<IOException> failed) {
    PhotoSearch search = new PhotoSearch(List.copyOf(given), fx);
    background.execute(() -> search.run(finder, found, failed));
    return search;
  }

  private void run(Finder finder, Consumer<List<Path>> found, Consumer<IOException> failed) {
    try {
      List<Path> photos = finder.find(given, this::tell);
      fx.execute(() -> end(() -> found.accept(photos)));
    } catch (IOException e) {
      log.warn("{} cannot be searched", given, e);
      fx.execute(() -> end(() -> failed.accept(e)));
    } catch (CancellationException e) {
      log.debug("The search of {} was given up", given, e);
    } finally {
      // Also after a defect: a search that seems to go on for ever would hide it.
      fx.execute(() -> running.set(false));
    }
  }

  private void tell(int photos) {
    if (cancelled) {
      throw new CancellationException();
    }
    if (counted.getAndSet(photos) != photos && telling.compareAndSet(false, true)) {
      fx.execute(
          () -> {
            telling.set(false);
            count.set(counted.get());
          });
    }
  }

  private void end(Runnable then) {
    if (!cancelled) {
      running.set(false);
      then.run();
    }
  }

  /** What is searched. */
  public List<Path> given() {
    return given;
  }

  /** Photos found so far. */
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /** Whether it has neither come to an end nor been cancelled. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Gives it up; does nothing if it is over. */
  public void cancel() {
    if (running.get()) {
      cancelled = true;
      running.set(false);
    }
  }
}
