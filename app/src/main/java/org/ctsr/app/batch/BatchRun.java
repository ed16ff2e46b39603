package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.ctsr.engine.export.ExportTask;
import org.jspecify.annotations.Nullable;

/** A queue at work and what is counted while it works. Used on the FX thread. */
final class BatchRun {
  private static final double NANOS = 1e9;

  private final BatchQueue queue;
  private final BatchEngine engine;
  private final BatchSettings settings;
  private final BatchModel model;
  private final LongSupplier clock;
  private final ResultNames names = new ResultNames();
  private final Map<Long, BatchRow> byId = new HashMap<>();
  private int total;
  private int ended;
  private int enlarged;
  private boolean paused;
  private long activeNanos;
  private long activeSince;

  /**
   * @param settings kept for the whole run
   * @param model the common one
   * @param fx runs {@code changed}
   * @param changed hears of changes, with this run
   * @param clock nanoseconds
   */
  BatchRun(
      BatchEngine engine,
      BatchSettings settings,
      BatchModel model,
      Executor fx,
      BiConsumer<BatchRun, List<ExportTask>> changed,
      LongSupplier clock) {
    this.queue = engine.open(new TaskUpdates(fx, tasks -> changed.accept(this, tasks)));
    this.engine = engine;
    this.settings = settings;
    this.model = model;
    this.clock = clock;
    this.activeSince = clock.getAsLong();
  }

  /** The common model. */
  BatchModel model() {
    return model;
  }

  BatchQueue queue() {
    return queue;
  }

  /** Says that a photo is part of the batch, which no result may replace. */
  void addSource(BatchRow row) {
    names.addSource(row.photo().file());
  }

  void add(BatchRow row) {
    BatchPhoto photo = row.photo();
    row.setId(
        queue.add(
            photo.file(),
            photo.relative(),
            names.settingsFor(row, settings.forEngine(photo.file(), row.own()), modelOf(row))));
    byId.put(row.id(), row);
    total++;
  }

  private BatchModel modelOf(BatchRow row) {
    String own = row.own().model();
    if (own == null) {
      return model;
    }
    return engine.models().stream()
        .filter(known -> known.name().equals(own))
        .findFirst()
        .orElseGet(() -> new BatchModel(own, model.scale(), true));
  }

  void addWaiting(List<BatchRow> rows) {
    rows.stream().filter(row -> row.status() == BatchRow.Status.WAITING).forEach(this::add);
  }

  /** Forgets a row if it is in the queue; it must be finished. */
  void remove(BatchRow row) {
    if (byId.remove(row.id()) != null) {
      queue.remove(row.id());
    }
  }

  /**
   * Brings snapshots into their rows.
   *
   * @return whether any of the photos has come to its end
   */
  boolean show(List<ExportTask> tasks, BatchRows rows) {
    boolean anyEnded = false;
    for (ExportTask task : tasks) {
      BatchRow row = row(task.id());
      if (row == null || row.status().isFinal()) {
        continue;
      }
      TaskReport.show(task, row, rows);
      if (task.status().isFinal()) {
        anyEnded = true;
        ended(row, task.tilesTotal() > 0);
      }
    }
    return anyEnded;
  }

  /** The row of a snapshot; null for one from before its row was put back. */
  private @Nullable BatchRow row(long id) {
    BatchRow row = byId.get(id);
    return row == null || row.id() != id ? null : row;
  }

  /**
   * Says that a row has come to its end.
   *
   * @param wasEnlarged whether the network was run for it
   */
  private void ended(BatchRow row, boolean wasEnlarged) {
    Path result = row.result();
    if (row.status() == BatchRow.Status.WRITTEN && result != null) {
      names.addResult(row, result);
    }
    ended++;
    enlarged += wasEnlarged ? 1 : 0;
  }

  boolean isDone() {
    return ended >= total;
  }

  int total() {
    return total;
  }

  int ended() {
    return ended;
  }

  boolean isPaused() {
    return paused;
  }

  void pause() {
    activeNanos += clock.getAsLong() - activeSince;
    paused = true;
    queue.pause();
  }

  void resume() {
    activeSince = clock.getAsLong();
    paused = false;
    queue.resume();
  }

  /**
   * Share of the run that is done.
   *
   * @param running share of the photo at work
   */
  double share(double running) {
    return total == 0 ? 0 : (ended + running) / total;
  }

  /** Judged by the photos that were enlarged so far; -1 if that cannot be said yet. */
  long secondsLeft(double running) {
    double done = enlarged + running;
    double left = total - ended - running;
    long now = activeNanos + (paused ? 0 : clock.getAsLong() - activeSince);
    return done < 0.05 ? -1 : Math.max(1, Math.round(now / NANOS / done * left));
  }
}
