package org.ctsr.app.opening;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Reasons;
import org.ctsr.app.library.PhotoItem;
import org.jspecify.annotations.Nullable;

/**
 * Says in a card what was wrong with a photo but could be helped when it was read. A photo is read
 * again whenever its pixels were let go meanwhile, and says so only once; the card of one photo
 * gives way to that of the next. Used on the FX thread.
 */
final class ReadNotices {
  private static final Messages TEXTS = Messages.of(ReadNotices.class);

  private final BiFunction<String, ReadOnlyStringProperty, Runnable> show;
  private final Map<PhotoItem, List<String>> told = new IdentityHashMap<>();
  private @Nullable PhotoItem shown;
  private Runnable remove = () -> {};

  /**
   * @param show shows a card with a title and a text; gives what takes it away
   */
  ReadNotices(BiFunction<String, ReadOnlyStringProperty, Runnable> show) {
    this.show = show;
  }

  /**
   * Says what was wrong with a photo, unless that was said of it before.
   *
   * @param warnings sentences beginning with the file
   */
  void tell(PhotoItem item, List<String> warnings) {
    if (warnings.equals(told.getOrDefault(item, List.of()))) {
      return;
    }
    told.put(item, warnings);
    takeAway();
    if (!warnings.isEmpty()) {
      shown = item;
      ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(text(item, warnings));
      remove = show.apply(TEXTS.get("read.notice", item.name()), text.getReadOnlyProperty());
    }
  }

  private static String text(PhotoItem item, List<String> warnings) {
    return warnings.stream()
        .map(warning -> item.file().map(file -> Reasons.without(file, warning)).orElse(warning))
        .collect(Collectors.joining("\n"));
  }

  /** Forgets a photo that is closed. */
  void forget(PhotoItem item) {
    told.remove(item);
    if (shown == item) {
      takeAway();
    }
  }

  private void takeAway() {
    remove.run();
    remove = () -> {};
    shown = null;
  }
}
