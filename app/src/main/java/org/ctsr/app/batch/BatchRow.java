package org.ctsr.app.batch;

import java.nio.file.Path;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ctsr.app.fx.Picture;
import org.jspecify.annotations.Nullable;

/** A file of the batch and what became of it. Changes on the FX thread only. */
public final class BatchRow {
  /** How far it is. */
  public enum Status {
    /** Not begun. */
    WAITING,
    /** Being read or enlarged. */
    RUNNING,
    /** The result is there. */
    WRITTEN,
    /** No photo, or its result was there before. */
    SKIPPED,
    /** No result; the message says why. */
    FAILED,
    /** Stopped by the user. */
    CANCELLED;

    /** Whether nothing more happens by itself. */
    public boolean isFinal() {
      return this != WAITING && this != RUNNING;
    }
  }

  /** Not in a queue. */
  static final long NO_ID = -1;

  private final BatchPhoto photo;
  private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(Status.WAITING);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<OwnSettings> own =
      new ReadOnlyObjectWrapper<>(OwnSettings.NONE);
  private @Nullable Path result;
  private long id = NO_ID;

  BatchRow(BatchPhoto photo) {
    this.photo = photo;
    if (!photo.refusal().isEmpty()) {
      change(Status.SKIPPED, 0, photo.refusal());
    }
  }

  /** The file. */
  public BatchPhoto photo() {
    return photo;
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<Status> statusProperty() {
    return status.getReadOnlyProperty();
  }

  Status status() {
    return status.get();
  }

  /** Share of its tiles that are done, 0 to 1. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What there is to say of it. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** The photo, reduced; null until somebody looked at the row. */
  public ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** What is different for this photo. */
  public ReadOnlyObjectProperty<OwnSettings> ownProperty() {
    return own.getReadOnlyProperty();
  }

  OwnSettings own() {
    return own.get();
  }

  void setOwn(OwnSettings settings) {
    own.set(settings);
  }

  /** The file written, or found; null if none. */
  public @Nullable Path result() {
    return result;
  }

  /** Whether it is no photo, so that nothing can be done with it. */
  boolean isRefused() {
    return !photo.refusal().isEmpty();
  }

  /** Whether it failed or was cancelled, so that another try may end otherwise. */
  boolean canRetry() {
    return status() == Status.FAILED || status() == Status.CANCELLED;
  }

  long id() {
    return id;
  }

  void setId(long value) {
    id = value;
  }

  void change(Status now, double share, String text) {
    progress.set(share);
    message.set(text);
    status.set(now);
  }

  void setResult(@Nullable Path file) {
    result = file;
  }

  /** Drops its picture, which can be made again. */
  void dropPicture() {
    picture.set(null);
  }

  /** Sets its picture. */
  public void show(Picture small) {
    picture.set(small);
  }
}
