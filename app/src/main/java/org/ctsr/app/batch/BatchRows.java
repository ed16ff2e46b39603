package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The list of a batch: each file once, and how many there are of each status. */
final class BatchRows {
  private final ObservableList<BatchRow> rows = FXCollections.observableArrayList();
  private final ObservableList<BatchRow> readOnly = FXCollections.unmodifiableObservableList(rows);
  private final Map<Path, BatchRow> byFile = new HashMap<>();
  private final Map<BatchRow.Status, Integer> counts = new EnumMap<>(BatchRow.Status.class);
  private @Nullable BatchRow lastRunning;

  ObservableList<BatchRow> readOnly() {
    return readOnly;
  }

  /** The rows of files that are in the list, each once. */
  Set<BatchRow> known(List<BatchEntry> entries) {
    Set<BatchRow> known = new LinkedHashSet<>();
    for (BatchEntry entry : entries) {
      BatchRow row = byFile.get(entry.photo().file());
      if (row != null) {
        known.add(row);
      }
    }
    return known;
  }

  /** Makes rows of files that are not in the list. */
  List<BatchRow> addAll(List<BatchEntry> entries) {
    List<BatchRow> fresh = new ArrayList<>();
    for (BatchEntry entry : entries) {
      BatchRow row = new BatchRow(entry.photo());
      row.setOwn(entry.own());
      if (byFile.putIfAbsent(entry.photo().file(), row) == null) {
        count(row.status(), 1);
        fresh.add(row);
      }
    }
    rows.addAll(fresh);
    return fresh;
  }

  void removeIf(Predicate<BatchRow> gone, Consumer<BatchRow> removed) {
    List<BatchRow> kept = new ArrayList<>();
    for (BatchRow row : rows) {
      if (!gone.test(row)) {
        kept.add(row);
        continue;
      }
      count(row.status(), -1);
      byFile.remove(row.photo().file());
      removed.accept(row);
    }
    rows.setAll(kept);
  }

  private void count(BatchRow.Status status, int by) {
    counts.merge(status, by, Integer::sum);
  }

  int count(BatchRow.Status status) {
    return counts.getOrDefault(status, 0);
  }

  void set(BatchRow row, BatchRow.Status status, double share, String message) {
    count(row.status(), -1);
    row.change(status, share, message);
    count(status, 1);
    if (status == BatchRow.Status.RUNNING) {
      lastRunning = row;
    }
  }

  /** Makes a finished photo wait, as if nothing had been done with it. */
  void reset(BatchRow row) {
    row.setId(BatchRow.NO_ID);
    row.setResult(null);
    set(row, BatchRow.Status.WAITING, 0, "");
  }

  /** Share of the photo at work that is done. */
  double runningShare() {
    BatchRow last = lastRunning;
    return last == null || last.status() != BatchRow.Status.RUNNING
        ? 0
        : last.progressProperty().get();
  }
}
