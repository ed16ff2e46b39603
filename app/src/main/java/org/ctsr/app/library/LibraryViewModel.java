package org.ctsr.app.library;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The photos that are open and which one is shown. Used on the FX thread. */
public final class LibraryViewModel {
  /** Small pictures kept for scrolling back, a quarter of a megabyte each. */
  private static final int MOST_OUT_OF_VIEW = 200;

  private final int mostOutOfView;
  private final ObservableList<PhotoItem> photos = FXCollections.observableArrayList();
  private final ObservableList<PhotoItem> readOnly =
      FXCollections.unmodifiableObservableList(photos);
  private final ObjectProperty<@Nullable PhotoItem> selected = new SimpleObjectProperty<>();

  /** How many cells of the strip a photo is in: it comes into one before it leaves another. */
  private final Map<PhotoItem, Integer> cells = new HashMap<>();

  /** Photos whose small pictures could be made again, those longest out of view first. */
  private final Set<PhotoItem> outOfView = new LinkedHashSet<>();

  private Consumer<PhotoItem> thumbnailRequest = item -> {};
  private Consumer<PhotoItem> thumbnailWithdrawal = item -> {};
  private Predicate<List<PhotoItem>> mayClose = items -> true;

  /** No photos. */
  public LibraryViewModel() {
    this(MOST_OUT_OF_VIEW);
  }

  /**
   * No photos.
   *
   * @param mostOutOfView thumbnails kept of photos that are not in view
   */
  LibraryViewModel(int mostOutOfView) {
    this.mostOutOfView = mostOutOfView;
  }

  /**
   * Sets what makes thumbnails.
   *
   * @param request hears of photos without one that come into view
   * @param withdrawal hears of photos that go out of view, with or without one, and of those whose
   *     thumbnail was dropped
   */
  public void setThumbnailRequest(Consumer<PhotoItem> request, Consumer<PhotoItem> withdrawal) {
    thumbnailRequest = request;
    thumbnailWithdrawal = withdrawal;
  }

  /**
   * Sets what is asked before photos are taken off the strip.
   *
   * @param question whether they may go; it may take its time
   */
  public void setCloseQuestion(Predicate<List<PhotoItem>> question) {
    mayClose = question;
  }

  /** Says that a cell of the strip shows a photo. */
  void enterCell(PhotoItem item) {
    cells.merge(item, 1, Integer::sum);
    outOfView.remove(item);
    if (item.thumbnailProperty().get() == null
        && item.stateProperty().get() != PhotoItem.State.FAILED) {
      thumbnailRequest.accept(item);
    }
  }

  /** Says that a cell of the strip does not show a photo any more. */
  void leaveCell(PhotoItem item) {
    if (cells.computeIfPresent(item, (key, count) -> count == 1 ? null : count - 1) == null) {
      thumbnailWithdrawal.accept(item);
      keepForAWhile(item);
    }
  }

  /** Keeps the thumbnail of a photo that is not in view, and drops the oldest such ones. */
  private void keepForAWhile(PhotoItem item) {
    if (item.thumbnailProperty().get() == null
        || item.file().isEmpty()
        || cells.containsKey(item)
        || !photos.contains(item)) {
      return;
    }
    outOfView.add(item);
    Iterator<PhotoItem> oldest = outOfView.iterator();
    while (outOfView.size() > mostOutOfView) {
      PhotoItem dropped = oldest.next();
      oldest.remove();
      dropped.dropThumbnail();
      thumbnailWithdrawal.accept(dropped);
    }
  }

  /** The photos in the order they were opened. */
  public ObservableList<PhotoItem> photos() {
    return readOnly;
  }

  /** The photo shown, null for none. */
  public ObjectProperty<@Nullable PhotoItem> selectedProperty() {
    return selected;
  }

  /** Adds photos at the end and shows the first of them. */
  public void add(Collection<PhotoItem> added) {
    photos.addAll(added);
    // One may come when its photo is out of view again.
    added.forEach(
        item -> item.thumbnailProperty().addListener((property, old, now) -> keepForAWhile(item)));
    added.stream().findFirst().ifPresent(selected::set);
  }

  /** The photos by their files, as absolute paths; of several of one file the first. */
  public Map<Path, PhotoItem> byFile() {
    Map<Path, PhotoItem> found = new HashMap<>();
    photos.forEach(item -> item.file().ifPresent(file -> found.putIfAbsent(file, item)));
    return found;
  }

  /** Takes a photo off the strip if it may go; its neighbour is shown if it was shown itself. */
  public void close(PhotoItem item) {
    if (!photos.contains(item) || !mayClose.test(List.of(item))) {
      return;
    }
    int index = photos.indexOf(item);
    if (index < 0) {
      return;
    }
    boolean shown = selected.get() == item;
    photos.remove(index);
    outOfView.remove(item);
    if (shown) {
      selected.set(photos.isEmpty() ? null : photos.get(Math.min(index, photos.size() - 1)));
    }
  }

  /** Takes all photos off the strip if they may go. */
  public void closeAll() {
    if (!mayClose.test(List.copyOf(photos))) {
      return;
    }
    selected.set(null);
    photos.clear();
    outOfView.clear();
  }

  /**
   * Shows a photo further on.
   *
   * @param steps how many, negative for back; stops at the ends
   */
  public void step(int steps) {
    if (!photos.isEmpty()) {
      int index = photos.indexOf(selected.get()) + steps;
      selected.set(photos.get(Math.max(0, Math.min(photos.size() - 1, index))));
    }
  }
}
