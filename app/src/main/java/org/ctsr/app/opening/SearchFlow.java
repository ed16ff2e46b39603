package org.ctsr.app.opening;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.library.PhotoFiles;
import org.ctsr.app.library.PhotoItem;
import org.ctsr.app.library.PhotoSearch;
import org.ctsr.app.parts.StudioParts;
import org.ctsr.engine.io.FileFailure;

/** Finds the photos in what is opened and adds them to the strip. Used on the FX thread. */
final class SearchFlow {
  private static final Messages TEXTS = Messages.of(SearchFlow.class);

  /** So that dropping a whole disk does not fill the strip. */
  private static final int MOST_AT_ONCE = 2000;

  /** Before a search is shown: most are over sooner, and a card that flashes is a nuisance. */
  private static final Duration PATIENCE = Duration.millis(300);

  private final StudioParts parts;
  private final Consumer<PhotoItem> openedAgain;
  private final PhotoFiles files = new PhotoFiles();
  private final Set<PhotoSearch> searches = new HashSet<>();

  /**
   * @param openedAgain told of photos in the strip already, whose files were named
   */
  SearchFlow(StudioParts parts, Consumer<PhotoItem> openedAgain) {
    this.parts = parts;
    this.openedAgain = openedAgain;
  }

  /** Knows which files are photos. */
  PhotoFiles files() {
    return files;
  }

  /** Opens files, and the photos in folders. */
  void open(List<Path> given) {
    if (given.isEmpty()) {
      return;
    }
    PhotoSearch search =
        PhotoSearch.start(
            files::find,
            given,
            parts.background().general(),
            Platform::runLater,
            found -> add(given, found),
            this::notSearched);
    searches.add(search);
    PauseTransition patience = new PauseTransition(PATIENCE);
    patience.setOnFinished(event -> parts.window().searches().add(search));
    patience.play();
    search
        .runningProperty()
        .addListener(
            (property, old, running) -> {
              patience.stop();
              searches.remove(search);
              parts.window().searches().remove(search);
            });
  }

  private void notSearched(IOException reason) {
    parts
        .dialogs()
        .problem(parts.stage(), TEXTS.get("folder.failed.header"), FileFailure.sentence(reason));
  }

  /** Gives up what is being searched. */
  void close() {
    List.copyOf(searches).forEach(PhotoSearch::cancel);
  }

  private void add(List<Path> given, List<Path> found) {
    if (found.isEmpty()) {
      parts
          .dialogs()
          .problem(
              parts.stage(),
              TEXTS.get("folder.empty.header"),
              TEXTS.get(
                  "folder.empty",
                  given.stream().map(Path::toString).collect(Collectors.joining(", "))));
      return;
    }
    if (found.size() > MOST_AT_ONCE) {
      parts
          .dialogs()
          .problem(
              parts.stage(),
              TEXTS.get("folder.many.header", MOST_AT_ONCE, found.size()),
              TEXTS.get("folder.many"));
    }
    List<PhotoItem> added = new ArrayList<>();
    List<PhotoItem> present = new ArrayList<>();
    Map<Path, PhotoItem> open = parts.library().byFile();
    for (Path file : found.subList(0, Math.min(MOST_AT_ONCE, found.size()))) {
      PhotoItem there = open.get(file.toAbsolutePath());
      if (there == null) {
        added.add(new PhotoItem(file));
      } else {
        present.add(there);
      }
    }
    if (added.isEmpty()) {
      parts.library().selectedProperty().set(present.get(0));
    } else {
      parts.library().add(added);
    }
    // Those named, not those of a folder, of which there may be thousands.
    Set<Path> named = given.stream().map(Path::toAbsolutePath).collect(Collectors.toSet());
    present.stream()
        .filter(item -> item.file().filter(named::contains).isPresent())
        .forEach(openedAgain);
  }
}
