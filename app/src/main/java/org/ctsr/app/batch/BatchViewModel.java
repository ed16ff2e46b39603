package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Sizes;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportTask;
import org.jspecify.annotations.Nullable;

/**
 * The photos of a batch, how they are to be enlarged, and how far it is. Used on the FX thread.
 *
 * <p>Files that are added wait until {@link #start}; then one queue works through them, and through
 * what is added meanwhile, until nothing is left. It keeps the model it began with.
 */
public final class BatchViewModel {
  /** What the batch does. */
  public enum State {
    /** Nothing. */
    IDLE,
    /** Enlarges photos. */
    RUNNING,
    /** Has photos left and waits for {@link BatchViewModel#start}. */
    PAUSED
  }

  private static final Messages TEXTS = Messages.of(BatchViewModel.class);

  private final BatchEngine engine;
  private final BatchStore store;
  private final Executor background;
  private final Executor fx;
  private final LongSupplier clock;

  private final BatchRows rows = new BatchRows();
  private final BatchSettingsModel settings = new BatchSettingsModel();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper progressText = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable BatchSummary> summary =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper modelName = new ReadOnlyStringWrapper("");
  private final ObservableList<BatchModel> models = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper failed = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper finished = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper offered = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();

  private List<BatchEntry> unanswered = List.of();
  private int searches;
  private @Nullable BatchRun run;
  private boolean restored;
  private boolean closed;

  /**
   * @param store what was unfinished; see {@link #restore}
   * @param background searches folders and ends queues
   * @param fx runs what changes properties
   * @param clock nanoseconds
   */
  public BatchViewModel(
      BatchEngine engine, BatchStore store, Executor background, Executor fx, LongSupplier clock) {
    this.engine = engine;
    this.store = store;
    this.background = background;
    this.fx = fx;
    this.clock = clock;
    settings.subscribe(this::check);
  }

  /** Takes over what an earlier run of the program left; its photos are offered. */
  public void restore(SavedBatch saved) {
    if (restored) {
      return;
    }
    if (rows.readOnly().isEmpty()) {
      settings.set(saved.settings());
    }
    unanswered = saved.photos();
    offered.set(unanswered.size());
    restored = true;
    keep();
  }

  /** Adds the photos that were offered. */
  public void acceptOffer() {
    List<BatchEntry> photos = unanswered;
    discardOffer();
    insert(photos);
  }

  /** Forgets the photos that were offered. */
  public void discardOffer() {
    unanswered = List.of();
    offered.set(0);
    keep();
  }

  /** Looks again which models there are and which is in use. */
  public void refreshModel() {
    BatchModel model = engine.model();
    List<BatchModel> known = engine.models();
    if (!models.equals(known)) {
      models.setAll(known);
    }
    modelName.set(model == null ? TEXTS.get("model.none") : model.name());
    check();
  }

  /** Says what keeps the batch from being started. */
  private void check() {
    problem.set(settings.problem(engine.model()));
  }

  /** Adds files, and everything in folders down to the bottom, in the background. */
  public void add(List<Path> given) {
    if (given.isEmpty()) {
      return;
    }
    searches++;
    searching.set(true);
    background.execute(
        () -> {
          try {
            BatchFiles.search(given, portion -> fx.execute(() -> insert(plain(portion))));
          } finally {
            fx.execute(this::searched);
          }
        });
  }

  private void searched() {
    searches--;
    searching.set(searches > 0);
    finishIfDone();
  }

  private static List<BatchEntry> plain(List<BatchPhoto> photos) {
    return photos.stream().map(photo -> new BatchEntry(photo, OwnSettings.NONE)).toList();
  }

  private void insert(List<BatchEntry> photos) {
    if (closed) {
      return;
    }
    List<BatchRow> again = new ArrayList<>();
    for (BatchEntry entry : photos) {
      BatchRow known = rows.of(entry.photo().file());
      if (known != null && !known.isRefused() && mayRepeat(known.status())) {
        again.add(known);
      }
    }
    List<BatchRow> fresh = rows.addAll(photos);
    BatchRun now = run;
    if (now != null) {
      // All of them first: the result of one may want the name of another.
      fresh.forEach(now::addSource);
    }
    again.forEach(this::putBack);
    if (now != null) {
      fresh.stream().filter(row -> !row.isRefused()).forEach(now::add);
    }
    showCounts();
    keep();
  }

  /** A photo given again is done again, but not one that this very run has done. */
  private boolean mayRepeat(BatchRow.Status status) {
    return switch (status) {
      case FAILED, CANCELLED -> true;
      case WRITTEN, SKIPPED -> run == null;
      case WAITING, RUNNING -> false;
    };
  }

  /** Makes a finished photo wait again. */
  private void putBack(BatchRow row) {
    BatchRun now = run;
    if (now != null) {
      now.remove(row);
    }
    row.setId(BatchRow.NO_ID);
    row.setResult(null);
    rows.set(row, BatchRow.Status.WAITING, 0, "");
    if (now != null) {
      now.add(row);
    }
  }

  /** Changes what is different for some photos; nothing while a run has its settings. */
  public void changeOwn(Collection<BatchRow> chosen, UnaryOperator<OwnSettings> how) {
    if (run != null) {
      return;
    }
    for (BatchRow row : chosen) {
      if (!row.isRefused()) {
        row.setOwn(how.apply(row.own()));
      }
    }
    keep();
  }

  /** Starts, or goes on after a pause. Does nothing as long as there is a problem. */
  public void start() {
    BatchRun now = run;
    if (now != null) {
      if (state.get() == State.PAUSED) {
        state.set(State.RUNNING);
        now.resume();
      }
      return;
    }
    refreshModel();
    BatchModel model = engine.model();
    if (model == null || !problem.get().isEmpty() || rows.count(BatchRow.Status.WAITING) == 0) {
      return;
    }
    summary.set(null);
    BatchRun begun = new BatchRun(engine, settings.get(), model.name(), fx, this::changed, clock);
    rows.readOnly().forEach(begun::addSource);
    run = begun;
    state.set(State.RUNNING);
    for (BatchRow row : rows.readOnly()) {
      if (row.status() == BatchRow.Status.WAITING) {
        begun.add(row);
      }
    }
    showCounts();
    keep();
  }

  /** Stops after the tiles in flight, until {@link #start}. */
  public void pause() {
    BatchRun now = run;
    if (now != null && state.get() == State.RUNNING) {
      state.set(State.PAUSED);
      now.pause();
      showCounts();
    }
  }

  /** Stops photos that are not finished. */
  public void cancel(Collection<BatchRow> chosen) {
    BatchRun now = run;
    for (BatchRow row : chosen) {
      if (row.status().isFinal()) {
        continue;
      }
      if (now != null) {
        now.queue().cancel(row.id());
      } else {
        rows.set(row, BatchRow.Status.CANCELLED, 0, "");
      }
    }
    showCounts();
    keep();
  }

  /** Stops everything that is not finished. */
  public void cancelAll() {
    BatchRun now = run;
    if (now == null) {
      cancel(rows.readOnly());
    } else {
      // Tells of every photo; thousands take longer than a frame.
      background.execute(now.queue()::cancelAll);
      if (state.get() == State.PAUSED) {
        start();
      }
    }
  }

  /** Tries failed photos again, at once. */
  public void retryFailed() {
    retry(rows.readOnly().stream().filter(row -> row.status() == BatchRow.Status.FAILED).toList());
  }

  /** Tries photos again that failed or were cancelled, at once. */
  public void retry(Collection<BatchRow> chosen) {
    for (BatchRow row : chosen) {
      if (canRetry(row)) {
        putBack(row);
      }
    }
    showCounts();
    keep();
    start();
  }

  static boolean canRetry(BatchRow row) {
    return row.status() == BatchRow.Status.FAILED || row.status() == BatchRow.Status.CANCELLED;
  }

  /** Takes written, skipped and cancelled photos off the list; failed ones stay. */
  public void removeFinished() {
    removeIf(row -> row.status().isFinal() && row.status() != BatchRow.Status.FAILED);
  }

  /** Takes photos off the list; those at work are stopped and stay. */
  public void remove(Collection<BatchRow> chosen) {
    Set<BatchRow> all = Set.copyOf(chosen);
    cancel(all);
    removeIf(row -> row.status().isFinal() && all.contains(row));
  }

  private void removeIf(Predicate<BatchRow> gone) {
    BatchRun now = run;
    rows.removeIf(
        gone,
        row -> {
          if (now != null) {
            now.remove(row);
          }
        });
    if (rows.readOnly().isEmpty()) {
      summary.set(null);
    }
    showCounts();
    keep();
  }

  private void changed(BatchRun from, List<ExportTask> tasks) {
    if (closed || from != run) {
      return;
    }
    boolean anyEnded = false;
    for (ExportTask task : tasks) {
      BatchRow row = from.row(task.id());
      if (row == null || row.status().isFinal()) {
        continue;
      }
      show(row, task);
      if (task.status().isFinal()) {
        anyEnded = true;
        from.ended(row, task.tilesTotal() > 0);
      }
    }
    showCounts();
    if (anyEnded) {
      keep();
      finishIfDone();
    }
  }

  private void show(BatchRow row, ExportTask task) {
    ExportOutcome outcome = task.outcomes().isEmpty() ? null : task.outcomes().get(0);
    switch (task.status()) {
      case WAITING -> {}
      case RUNNING ->
          rows.set(
              row,
              BatchRow.Status.RUNNING,
              task.tilesTotal() == 0 ? 0 : (double) task.tilesDone() / task.tilesTotal(),
              "");
      case DONE -> {
        row.setResult(outcome == null ? null : outcome.file());
        rows.set(row, BatchRow.Status.WRITTEN, 1, written(row, outcome, task.warnings()));
      }
      case SKIPPED -> {
        row.setResult(outcome == null ? null : outcome.file());
        rows.set(
            row,
            BatchRow.Status.SKIPPED,
            0,
            TEXTS.get("row.exists", outcome == null ? "" : outcome.file().getFileName()));
      }
      case FAILED ->
          rows.set(
              row,
              BatchRow.Status.FAILED,
              0,
              Reasons.without(row.photo().file(), String.valueOf(task.message())));
      case CANCELLED -> rows.set(row, BatchRow.Status.CANCELLED, 0, "");
    }
  }

  private static String written(
      BatchRow row, @Nullable ExportOutcome outcome, List<String> warnings) {
    StringBuilder text = new StringBuilder();
    if (outcome != null) {
      text.append(
          TEXTS.get(
              "row.written",
              outcome.file().getFileName(),
              String.valueOf(outcome.width()),
              String.valueOf(outcome.height())));
    }
    for (String warning : warnings) {
      text.append(text.isEmpty() ? "" : "; ").append(Reasons.without(row.photo().file(), warning));
    }
    return text.toString();
  }

  private void showCounts() {
    waiting.set(rows.count(BatchRow.Status.WAITING));
    failed.set(rows.count(BatchRow.Status.FAILED));
    finished.set(
        rows.count(BatchRow.Status.WRITTEN)
            + rows.count(BatchRow.Status.SKIPPED)
            + rows.count(BatchRow.Status.CANCELLED));
    BatchRun now = run;
    if (now == null) {
      int files = rows.readOnly().size();
      progress.set(0);
      progressText.set(files == 0 ? "" : TEXTS.get("progress.waiting", files, waiting.get()));
      return;
    }
    double share = rows.runningShare();
    progress.set(now.share(share));
    long left = now.secondsLeft(share);
    progressText.set(
        state.get() == State.PAUSED
            ? TEXTS.get("progress.paused", now.ended(), now.total())
            : left < 0
                ? TEXTS.get("progress.running", now.ended(), now.total())
                : TEXTS.get("progress.left", now.ended(), now.total(), Sizes.duration(left)));
  }

  private void finishIfDone() {
    BatchRun now = run;
    if (now == null || searches > 0 || !now.isDone()) {
      return;
    }
    run = null;
    state.set(State.IDLE);
    background.execute(now.queue()::close);
    rows.readOnly().forEach(row -> row.setId(BatchRow.NO_ID));
    summary.set(summarise());
    showCounts();
    keep();
  }

  private BatchSummary summarise() {
    List<String> reasons =
        rows.readOnly().stream()
            .filter(
                row ->
                    row.status() == BatchRow.Status.SKIPPED
                        || row.status() == BatchRow.Status.FAILED)
            .map(row -> TEXTS.get("reason", row.photo().name(), row.messageProperty().get()))
            .toList();
    return new BatchSummary(
        rows.count(BatchRow.Status.WRITTEN),
        rows.count(BatchRow.Status.SKIPPED),
        rows.count(BatchRow.Status.FAILED),
        rows.count(BatchRow.Status.CANCELLED),
        reasons);
  }

  private SavedBatch unfinished() {
    List<BatchEntry> photos = new ArrayList<>(unanswered);
    for (BatchRow row : rows.readOnly()) {
      if (!row.status().isFinal()) {
        photos.add(new BatchEntry(row.photo(), row.own()));
      }
    }
    return SavedBatch.of(settings.get(), photos);
  }

  private void keep() {
    // Before that, what an earlier run left would be replaced unread.
    if (restored && !closed) {
      store.save(unfinished());
    }
  }

  /** Whether photos are left in a queue. */
  public boolean isBusy() {
    return run != null;
  }

  /**
   * Keeps what is unfinished for the next start.
   *
   * @return stops the work; takes as long as the tile in flight
   */
  public Runnable close() {
    if (closed) {
      return () -> {};
    }
    if (restored) {
      store.saveNow(unfinished());
    }
    closed = true;
    BatchRun now = run;
    return now == null ? () -> {} : now.queue()::close;
  }

  /** The files, in the order they were added. */
  public ObservableList<BatchRow> rows() {
    return rows.readOnly();
  }

  /** What the batch does. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Share of the run that is done, 0 to 1. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** The same in words, with the time left. */
  public ReadOnlyStringProperty progressTextProperty() {
    return progressText.getReadOnlyProperty();
  }

  /** What became of the last run; null before its end. */
  public ReadOnlyObjectProperty<@Nullable BatchSummary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** What keeps the batch from being started; empty if nothing does. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The model in use when last looked. */
  public ReadOnlyStringProperty modelNameProperty() {
    return modelName.getReadOnlyProperty();
  }

  /** Those a photo may have for its own, when last looked. */
  public ObservableList<BatchModel> models() {
    return models;
  }

  /** Photos not begun. */
  public ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** Photos that failed. */
  public ReadOnlyIntegerProperty failedProperty() {
    return failed.getReadOnlyProperty();
  }

  /** Photos written, skipped or cancelled. */
  public ReadOnlyIntegerProperty finishedProperty() {
    return finished.getReadOnlyProperty();
  }

  /** Photos an earlier run of the program did not finish. */
  public ReadOnlyIntegerProperty offeredProperty() {
    return offered.getReadOnlyProperty();
  }

  /** Whether folders are being searched. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return searching.getReadOnlyProperty();
  }

  /** How all photos are enlarged and saved. */
  public BatchSettingsModel settings() {
    return settings;
  }
}
