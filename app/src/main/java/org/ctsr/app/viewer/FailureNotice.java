package org.ctsr.app.viewer;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.ctsr.app.fx.Reasons;
import org.jspecify.annotations.Nullable;

/**
 * Says in one card that parts of the photo cannot be computed: a model that fails does so at every
 * tile. Once it was closed it comes again only with another photo or model. Used on the FX thread.
 */
public final class FailureNotice {
  private final Function<ReadOnlyStringProperty, Runnable> show;
  private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
  private @Nullable Runnable remove;

  /**
   * @param failure the last one; null with a new photo or model
   * @param show shows a card with a text that may change; gives what takes it away
   */
  public FailureNotice(
      ObservableValue<@Nullable Throwable> failure,
      Function<ReadOnlyStringProperty, Runnable> show) {
    this.show = show;
    failure.addListener((property, old, now) -> tell(now));
  }

  private void tell(@Nullable Throwable failure) {
    Runnable shown = remove;
    if (failure == null) {
      remove = null;
      if (shown != null) {
        shown.run();
      }
      return;
    }
    reason.set(Reasons.of(failure));
    if (shown == null) {
      remove = show.apply(reason.getReadOnlyProperty());
    }
  }
}
