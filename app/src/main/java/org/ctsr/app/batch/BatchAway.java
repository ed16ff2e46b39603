package org.ctsr.app.batch;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * Whether the main window has to say how the batch is: while it is at work and its own window is
 * closed, and from its end on until that is known, if nobody looked at that window then. Used on
 * the FX thread.
 */
public final class BatchAway {
  private final BatchViewModel model;
  private final ReadOnlyBooleanWrapper away = new ReadOnlyBooleanWrapper();
  private boolean shown;
  private boolean focused;
  private boolean news;

  /** Follows {@code model}. */
  public BatchAway(BatchViewModel model) {
    this.model = model;
    model
        .summaryProperty()
        .subscribe(
            end -> {
              news = end != null && !(shown && focused);
              look();
            });
    model.stateProperty().subscribe(this::look);
  }

  /** Says how the window of the batch is. */
  public void setWindow(boolean isShown, boolean isFocused) {
    shown = isShown;
    focused = isFocused;
    news &= !(shown && focused);
    look();
  }

  /** The end is known. */
  public void dismiss() {
    news = false;
    look();
  }

  private void look() {
    boolean atWork = model.stateProperty().get() != BatchViewModel.State.IDLE;
    away.set(atWork ? !shown : news);
  }

  /** Whether there is something to say. */
  public ReadOnlyBooleanProperty awayProperty() {
    return away.getReadOnlyProperty();
  }
}
