package org.ctsr.app.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier run of the program left, and what is kept for the next one. As long as nobody has
 * answered the offer, its photos are kept along with the unfinished and the failed ones of the
 * list.
 */
final class Leftovers {
  private static final Messages TEXTS = Messages.of(Leftovers.class);

  private final BatchStore store;
  private final BatchRows rows;
  private final BatchSettingsModel settings;
  private final BatchEngine engine;
  private final Supplier<@Nullable String> common;
  private final ReadOnlyIntegerWrapper offered = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");

  private List<BatchEntry> unanswered = List.of();
  private boolean restored;

  /**
   * @param engine knows which models there are
   * @param common name of the model the photos of the list have, unless they have one of their own
   */
  Leftovers(
      BatchStore store,
      BatchRows rows,
      BatchSettingsModel settings,
      BatchEngine engine,
      Supplier<@Nullable String> common) {
    this.store = store;
    this.rows = rows;
    this.settings = settings;
    this.engine = engine;
    this.common = common;
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

  /** The photos that are offered, which then are so no longer. */
  List<BatchEntry> accept() {
    List<BatchEntry> accepted = unanswered.stream().map(this::withModelOfBefore).toList();
    withdraw();
    return accepted;
  }

  /** Another model may be in use than the batch had: its photos keep theirs as their own. */
  private BatchEntry withModelOfBefore(BatchEntry entry) {
    String before = entry.common();
    if (before == null || entry.own().model() != null || before.equals(common.get())) {
      return entry;
    }
    if (engine.models().stream().noneMatch(known -> known.name().equals(before))) {
      remark.set(TEXTS.get("offer.model", before));
      return entry;
    }
    return new BatchEntry(entry.photo(), entry.own().withModel(before));
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

  /** What is otherwise than it was when photos of before were accepted; empty if nothing is. */
  ReadOnlyStringProperty remarkProperty() {
    return remark.getReadOnlyProperty();
  }

  void forgetRemark() {
    remark.set("");
  }

  ReadOnlyIntegerProperty offeredProperty() {
    return offered.getReadOnlyProperty();
  }
}
