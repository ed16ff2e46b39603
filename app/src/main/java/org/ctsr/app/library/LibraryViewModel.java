package org.ctsr.app.library;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The photos that are open and which one is shown. Used on the FX thread. */
public final class LibraryViewModel {
  private final ObservableList<PhotoItem> photos = FXCollections.observableArrayList();
  private final ObservableList<PhotoItem> readOnly =
      FXCollections.unmodifiableObservableList(photos);
  private final ObjectProperty<@Nullable PhotoItem> selected = new SimpleObjectProperty<>();

  private Consumer<PhotoItem> thumbnailRequest = item -> {};

  /** Sets what makes thumbnails; it is asked for photos that come into view. */
  public void setThumbnailRequest(Consumer<PhotoItem> request) {
    thumbnailRequest = request;
  }

  /** Says that a photo without a thumbnail came into view. */
  void requestThumbnail(PhotoItem item) {
    thumbnailRequest.accept(item);
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
    added.stream().findFirst().ifPresent(selected::set);
  }

  /** The open photo of a file. */
  public Optional<PhotoItem> find(Path file) {
    Optional<Path> wanted = Optional.of(file.toAbsolutePath());
    return photos.stream().filter(item -> item.file().equals(wanted)).findFirst();
  }

  /** Takes a photo off the strip; its neighbour is shown if it was shown itself. */
  public void close(PhotoItem item) {
    int index = photos.indexOf(item);
    if (index < 0) {
      return;
    }
    boolean shown = selected.get() == item;
    photos.remove(index);
    if (shown) {
      selected.set(photos.isEmpty() ? null : photos.get(Math.min(index, photos.size() - 1)));
    }
  }

  /** Takes all photos off the strip. */
  public void closeAll() {
    selected.set(null);
    photos.clear();
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
