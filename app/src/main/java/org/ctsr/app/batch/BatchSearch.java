package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Searches files and folders in the background, also several at a time. Used on the FX thread. */
final class BatchSearch {
  private final Executor background;
  private final Executor fx;
  private final Consumer<List<BatchEntry>> found;
  private final Runnable ended;
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private int running;

  /**
   * @param background searches
   * @param fx runs {@code found} and {@code ended}
   * @param found receives the photos in portions, none with settings of its own
   * @param ended hears of the end of each search
   */
  BatchSearch(Executor background, Executor fx, Consumer<List<BatchEntry>> found, Runnable ended) {
    this.background = background;
    this.fx = fx;
    this.found = found;
    this.ended = ended;
  }

  void start(List<Path> given) {
    running++;
    searching.set(true);
    background.execute(
        () -> {
          try {
            BatchFiles.search(given, portion -> fx.execute(() -> found.accept(plain(portion))));
          } finally {
            fx.execute(this::end);
          }
        });
  }

  private static List<BatchEntry> plain(List<BatchPhoto> photos) {
    return photos.stream().map(photo -> new BatchEntry(photo, OwnSettings.NONE)).toList();
  }

  private void end() {
    running--;
    searching.set(running > 0);
    ended.run();
  }

  ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }
}
