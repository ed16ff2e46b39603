package org.ctsr.app.library;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
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
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

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
    return problem.get();
  }

  /** What the strip says of it at the pointer: where it is, or why it cannot be read. */
  ObservableValue<String> tip() {
    String place = file().map(Path::toString).orElse(name);
    return problem.map(reason -> reason.isEmpty() ? place : reason);
  }

  /** What is said of it to who does not see it. */
  ObservableValue<String> spoken() {
    return problem.map(reason -> reason.isEmpty() ? name : name + ": " + reason);
  }

  /** It is read again, after it could not be. */
  public void opening() {
    problem.set("");
    state.set(State.OPENING);
  }

  /** It was read. */
  public void opened(Picture small) {
    thumbnail.set(small);
    problem.set("");
    state.set(State.READY);
  }

  /** Lets its small picture go, which can be made again. */
  void dropThumbnail() {
    thumbnail.set(null);
  }

  /** It cannot be read. */
  public void failed(String reason) {
    problem.set(reason);
    state.set(State.FAILED);
  }

  @Override
  public String toString() {
    return name;
  }
}
