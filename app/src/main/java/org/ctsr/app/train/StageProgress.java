package org.ctsr.app.train;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** How far one part of a training is. FX thread only. */
public final class StageProgress {
  private final String name;
  private final String title;
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");

  StageProgress(String name, String title) {
    this.name = name;
    this.title = title;
  }

  /** Its name in tables and events. */
  public String name() {
    return name;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** In [0, 1]. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** What it is at. */
  public ReadOnlyStringProperty detailProperty() {
    return detail.getReadOnlyProperty();
  }

  void set(double share, String text) {
    progress.set(share);
    detail.set(text);
  }
}
