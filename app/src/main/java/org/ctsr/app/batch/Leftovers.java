package org.ctsr.app.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier run of the program left, and what is kept for the next one. As long as nobody has
 * answered the offer, its photos are kept along with the unfinished and the failed ones of the
 * list.
 */
final class Leftovers {
  private final BatchStore store;
  private final BatchRows rows;
  private final BatchSettingsModel settings;
  private final Supplier<@Nullable String> common;
  private final ReadOnlyIntegerWrapper offered = new ReadOnlyIntegerWrapper();

  private List<BatchEntry> unanswered = List.of();
  private boolean restored;

  /**
   * @param common name of the model the photos of the list have, unless they have one of their own
   */
  Leftovers(
      BatchStore store,
      BatchRows rows,
      BatchSettingsModel settings,
      Supplier<@Nullable String> common) {
    this.common = common;
    this.store = store;
    this.rows = rows;
    this.settings = settings;
  }

  /**
   * Offers the photos, and takes over the settings unless they are those of photos already added.
   *
   * @return false, with nothing done, the second time
   */
  boolean restore(SavedBatch saved) {
    if (restored) {
      return false;
    }
    if (rows.readOnly().isEmpty()) {
      settings.set(saved.settings());
    }
    unanswered = saved.photos();
    offered.set(unanswered.size());
    restored = true;
    return true;
  }

  /** The photos that are offered. */
  List<BatchEntry> unanswered() {
    return unanswered;
  }

  /** Offers them no longer. */
  void withdraw() {
    unanswered = List.of();
    offered.set(0);
  }

  /** Writes soon what is unfinished. */
  void keep() {
    // Before that, what an earlier run left would be replaced unread.
    if (restored) {
      store.save(unfinished());
    }
  }

  /** The same before it returns. */
  void keepNow() {
    if (restored) {
      store.saveNow(unfinished());
    }
  }

  private SavedBatch unfinished() {
    List<BatchEntry> photos = new ArrayList<>(unanswered);
    for (BatchRow row : rows.readOnly()) {
      if (!row.status().isFinal() || row.status() == BatchRow.Status.FAILED) {
        photos.add(new BatchEntry(row.photo(), row.own(), common.get()));
      }
    }
    return SavedBatch.of(settings.get(), photos);
  }

  ReadOnlyIntegerProperty offeredProperty() {
    return offered.getReadOnlyProperty();
  }
}
