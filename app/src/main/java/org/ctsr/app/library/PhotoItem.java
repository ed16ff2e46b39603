package org.ctsr.app.library;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.ctsr.app.fx.Picture;
import org.jspecify.annotations.Nullable;

/** A photo in the strip. Its properties change on the FX thread only. */
public final class PhotoItem {
  /** How far opening it is. */
  public enum State {
    /** Being read. */
    OPENING,
    /** Read at least once. */
    READY,
    /** Cannot be read; {@link PhotoItem#problem()} says why. */
    FAILED
  }

  private final String name;
  private final @Nullable Path file;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OPENING);
  private final ReadOnlyObjectWrapper<@Nullable Picture> thumbnail = new ReadOnlyObjectWrapper<>();
  private String problem = "";

  /** A photo in a file. */
  public PhotoItem(Path file) {
    this.file = file.toAbsolutePath();
    Path last = file.getFileName();
    this.name = last == null ? file.toString() : last.toString();
  }

  /** A photo without a file, such as a pasted one. */
  public PhotoItem(String name) {
    this.file = null;
    this.name = name;
  }

  /** Name for people. */
  public String name() {
    return name;
  }

  /** Where it is on disk; empty for a pasted one. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** How far opening it is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Its small picture, null until there is one and after it was dropped. */
  public ReadOnlyObjectProperty<@Nullable Picture> thumbnailProperty() {
    return thumbnail.getReadOnlyProperty();
  }

  /** Why it cannot be read; empty if it can. */
  public String problem() {
    return problem;
  }

  /** It is read again, after it could not be. */
  public void opening() {
    problem = "";
    state.set(State.OPENING);
  }

  /** It was read. */
  public void opened(Picture small) {
    thumbnail.set(small);
    problem = "";
    state.set(State.READY);
  }

  /** Lets its small picture go, which can be made again. */
  void dropThumbnail() {
    thumbnail.set(null);
  }

  /** It cannot be read. */
  public void failed(String reason) {
    problem = reason;
    state.set(State.FAILED);
  }

  @Override
  public String toString() {
    return name;
  }
}
