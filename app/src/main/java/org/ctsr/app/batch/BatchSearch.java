package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.ctsr.app.fx.Latest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches files and folders in the background, also several at a time. Used on the FX thread. */
final class BatchSearch {
  private static final Logger log = LoggerFactory.getLogger(BatchSearch.class);

  private final Executor background;
  private final Executor fx;
  private final Consumer<List<BatchEntry>> found;
  private final Runnable ended;
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();

  /** Searches share a request; the next one is made when none of them is wanted any more. */
  private final Latest wanted = new Latest();

  private int running;

  /**
   * @param background searches
   * @param fx runs {@code found} and {@code ended}
   * @param found receives the photos in portions
   * @param ended hears of the end of each search that was not cancelled
   */
  BatchSearch(Executor background, Executor fx, Consumer<List<BatchEntry>> found, Runnable ended) {
    this.background = background;
    this.fx = fx;
    this.found = found;
    this.ended = ended;
  }

  /**
   * Begins another search.
   *
   * @param own what is different for some files, by their absolute normalized paths
   */
  void start(List<Path> given, Map<Path, OwnSettings> own) {
    Latest.Request mine = wanted.current();
    running++;
    searching.set(true);
    background.execute(
        () -> {
          try {
            BatchFiles.search(given, mine::isLatest, portion -> hand(mine, withOwn(portion, own)));
          } catch (CancellationException e) {
            log.debug("The search of {} was given up", given, e);
          } finally {
            fx.execute(() -> end(mine));
          }
        });
  }

  /** Gives up what is being searched: nothing more is found, and of its end nothing is heard. */
  void cancel() {
    wanted.next();
    running = 0;
    searching.set(false);
  }

  private void hand(Latest.Request mine, List<BatchEntry> photos) {
    fx.execute(
        () -> {
          if (mine.isLatest()) {
            found.accept(photos);
          }
        });
  }

  private static List<BatchEntry> withOwn(List<BatchPhoto> photos, Map<Path, OwnSettings> own) {
    return photos.stream()
        .map(photo -> new BatchEntry(photo, own.getOrDefault(photo.file(), OwnSettings.NONE)))
        .toList();
  }

  private void end(Latest.Request mine) {
    if (!mine.isLatest()) {
      return;
    }
    running--;
    searching.set(running > 0);
    ended.run();
  }

  ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }
}
