package org.ctsr.app.batch;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
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
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Sizes;
import org.ctsr.engine.export.ExportOutcome;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.ExportTask;
import org.ctsr.engine.image.ConflictPolicy;
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
  private static final double NANOS = 1e9;

  private final BatchEngine engine;
  private final BatchStore store;
  private final Executor background;
  private final Executor fx;
  private final LongSupplier clock;

  private final ObservableList<BatchRow> rows = FXCollections.observableArrayList();
  private final ObservableList<BatchRow> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final Map<Path, BatchRow> byFile = new HashMap<>();
  private final Map<BatchRow.Status, Integer> counts = new EnumMap<>(BatchRow.Status.class);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper progressText = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable BatchSummary> summary =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper modelName = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper failed = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper finished = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper offered = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();

  private final DoubleProperty realness = new SimpleDoubleProperty();
  private final DoubleProperty scale = new SimpleDoubleProperty();
  private final ObjectProperty<BatchFormat> format = new SimpleObjectProperty<>();
  private final IntegerProperty quality = new SimpleIntegerProperty();
  private final BooleanProperty beside = new SimpleBooleanProperty();
  private final StringProperty folder = new SimpleStringProperty();
  private final StringProperty name = new SimpleStringProperty();
  private final ObjectProperty<ConflictPolicy> conflicts = new SimpleObjectProperty<>();

  private List<BatchPhoto> unanswered = List.of();
  private int searches;
  private @Nullable Run run;
  private @Nullable BatchRow lastRunning;
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
    show(BatchSettings.DEFAULT);
    for (ObservableValue<?> setting :
        List.<ObservableValue<?>>of(
            realness, scale, format, quality, beside, folder, name, conflicts)) {
      setting.subscribe(now -> check());
    }
  }

  /** The queue at work and what is counted while it works. */
  private final class Run {
    final BatchQueue queue;
    final ExportSettings settings;
    final String model;
    final ResultNames names = new ResultNames();
    final Map<Long, BatchRow> byId = new HashMap<>();
    int total;
    int ended;
    int enlarged;
    private long activeNanos;
    private long activeSince = clock.getAsLong();

    Run(ExportSettings settings, String model) {
      this.settings = settings;
      this.model = model;
      TaskUpdates updates = new TaskUpdates(fx, tasks -> changed(this, tasks));
      this.queue = engine.open(updates);
    }

    void add(BatchRow row) {
      BatchPhoto photo = row.photo();
      ExportSettings safe = names.settingsFor(photo, settings, model);
      row.setId(queue.add(photo.file(), photo.relative(), safe));
      byId.put(row.id(), row);
      total++;
    }

    void stopClock() {
      activeNanos += clock.getAsLong() - activeSince;
    }

    void startClock() {
      activeSince = clock.getAsLong();
    }

    double seconds() {
      long running = state.get() == State.PAUSED ? 0 : clock.getAsLong() - activeSince;
      return (activeNanos + running) / NANOS;
    }
  }

  /** Takes over what an earlier run of the program left; its photos are offered. */
  public void restore(SavedBatch saved) {
    if (restored) {
      return;
    }
    if (rows.isEmpty()) {
      show(saved.settings());
    }
    unanswered = saved.photos();
    offered.set(unanswered.size());
    restored = true;
    keep();
  }

  /** Adds the photos that were offered. */
  public void acceptOffer() {
    List<BatchPhoto> photos = unanswered;
    discardOffer();
    insert(photos);
  }

  /** Forgets the photos that were offered. */
  public void discardOffer() {
    unanswered = List.of();
    offered.set(0);
    keep();
  }

  private void show(BatchSettings settings) {
    realness.set(settings.realness());
    scale.set(settings.scale());
    format.set(settings.format());
    quality.set(settings.quality());
    beside.set(settings.folder() == null);
    folder.set(settings.folder() == null ? "" : settings.folder());
    name.set(settings.name());
    conflicts.set(settings.conflicts());
  }

  private BatchSettings settings() {
    return new BatchSettings(
        realness.get(),
        scale.get(),
        format.get(),
        quality.get(),
        beside.get() ? null : folder.get(),
        name.get(),
        conflicts.get());
  }

  /** Looks again which model is in use. */
  public void refreshModel() {
    BatchModel model = engine.model();
    modelName.set(model == null ? TEXTS.get("model.none") : model.name());
    check();
  }

  /** Says what keeps the batch from being started. */
  private void check() {
    problem.set(findProblem());
  }

  private String findProblem() {
    BatchModel model = engine.model();
    if (model == null) {
      return TEXTS.get("problem.model");
    }
    if (!(scale.get() >= 1 && scale.get() <= model.scale())) {
      return TEXTS.get("problem.scale", model.scale());
    }
    if (!beside.get() && folder.get().isBlank()) {
      return TEXTS.get("problem.folder");
    }
    if (!name.get().contains("{name}")) {
      return TEXTS.get("problem.name");
    }
    if (conflicts.get() == ConflictPolicy.OVERWRITE && name.get().strip().equals("{name}")) {
      return TEXTS.get("problem.original");
    }
    try {
      settings().forEngine();
      return "";
    } catch (InvalidPathException e) {
      return TEXTS.get("problem.path", folder.get());
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
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
            BatchFiles.search(given, portion -> fx.execute(() -> insert(portion)));
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

  private void insert(List<BatchPhoto> photos) {
    if (closed) {
      return;
    }
    List<BatchRow> fresh = new ArrayList<>();
    List<BatchRow> again = new ArrayList<>();
    for (BatchPhoto photo : photos) {
      BatchRow known = byFile.get(photo.file());
      if (known == null) {
        BatchRow row = new BatchRow(photo);
        byFile.put(photo.file(), row);
        count(row.status(), 1);
        fresh.add(row);
      } else if (!known.isRefused() && mayRepeat(known.status())) {
        again.add(known);
      }
    }
    rows.addAll(fresh);
    again.forEach(this::putBack);
    Run now = run;
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
    Run now = run;
    if (now != null && now.byId.remove(row.id()) != null) {
      now.queue.remove(row.id());
    }
    row.setId(BatchRow.NO_ID);
    row.setResult(null);
    set(row, BatchRow.Status.WAITING, 0, "");
    if (now != null) {
      now.add(row);
    }
  }

  private void count(BatchRow.Status status, int by) {
    counts.merge(status, by, Integer::sum);
  }

  private int count(BatchRow.Status status) {
    return counts.getOrDefault(status, 0);
  }

  private void set(BatchRow row, BatchRow.Status status, double share, String message) {
    count(row.status(), -1);
    row.change(status, share, message);
    count(status, 1);
  }

  /** Starts, or goes on after a pause. Does nothing as long as there is a problem. */
  public void start() {
    Run now = run;
    if (now != null) {
      if (state.get() == State.PAUSED) {
        now.startClock();
        state.set(State.RUNNING);
        now.queue.resume();
      }
      return;
    }
    refreshModel();
    BatchModel model = engine.model();
    if (model == null || !problem.get().isEmpty() || count(BatchRow.Status.WAITING) == 0) {
      return;
    }
    summary.set(null);
    Run begun = new Run(settings().forEngine(), model.name());
    rows.forEach(row -> begun.names.addSource(row.photo().file()));
    run = begun;
    state.set(State.RUNNING);
    for (BatchRow row : rows) {
      if (row.status() == BatchRow.Status.WAITING) {
        begun.add(row);
      }
    }
    showCounts();
    keep();
  }

  /** Stops after the tiles in flight, until {@link #start}. */
  public void pause() {
    Run now = run;
    if (now != null && state.get() == State.RUNNING) {
      now.stopClock();
      state.set(State.PAUSED);
      now.queue.pause();
      showCounts();
    }
  }

  /** Stops photos that are not finished. */
  public void cancel(Collection<BatchRow> chosen) {
    Run now = run;
    for (BatchRow row : chosen) {
      if (row.status().isFinal()) {
        continue;
      }
      if (now != null) {
        now.queue.cancel(row.id());
      } else {
        set(row, BatchRow.Status.CANCELLED, 0, "");
      }
    }
    showCounts();
    keep();
  }

  /** Stops everything that is not finished. */
  public void cancelAll() {
    Run now = run;
    if (now == null) {
      cancel(rows);
    } else {
      // Tells of every photo; thousands take longer than a frame.
      background.execute(now.queue::cancelAll);
      if (state.get() == State.PAUSED) {
        start();
      }
    }
  }

  /** Tries failed photos again, at once. */
  public void retryFailed() {
    for (BatchRow row : rows) {
      if (row.status() == BatchRow.Status.FAILED) {
        putBack(row);
      }
    }
    showCounts();
    keep();
    start();
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
    List<BatchRow> kept = new ArrayList<>();
    for (BatchRow row : rows) {
      if (!gone.test(row)) {
        kept.add(row);
        continue;
      }
      count(row.status(), -1);
      byFile.remove(row.photo().file());
      Run now = run;
      if (now != null && now.byId.remove(row.id()) != null) {
        now.queue.remove(row.id());
      }
    }
    rows.setAll(kept);
    if (rows.isEmpty()) {
      summary.set(null);
    }
    showCounts();
    keep();
  }

  private void changed(Run from, List<ExportTask> tasks) {
    if (closed || from != run) {
      return;
    }
    boolean anyEnded = false;
    for (ExportTask task : tasks) {
      BatchRow row = from.byId.get(task.id());
      // A snapshot from before the row was put back has another id.
      if (row == null || row.id() != task.id() || row.status().isFinal()) {
        continue;
      }
      show(row, task);
      if (task.status().isFinal()) {
        anyEnded = true;
        from.ended++;
        from.enlarged += task.tilesTotal() > 0 ? 1 : 0;
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
          set(
              row,
              BatchRow.Status.RUNNING,
              task.tilesTotal() == 0 ? 0 : (double) task.tilesDone() / task.tilesTotal(),
              "");
      case DONE -> {
        row.setResult(outcome == null ? null : outcome.file());
        set(row, BatchRow.Status.WRITTEN, 1, written(row, outcome, task.warnings()));
      }
      case SKIPPED -> {
        row.setResult(outcome == null ? null : outcome.file());
        set(
            row,
            BatchRow.Status.SKIPPED,
            0,
            TEXTS.get("row.exists", outcome == null ? "" : outcome.file().getFileName()));
      }
      case FAILED ->
          set(
              row,
              BatchRow.Status.FAILED,
              0,
              Reasons.without(row.photo().file(), String.valueOf(task.message())));
      case CANCELLED -> set(row, BatchRow.Status.CANCELLED, 0, "");
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
    waiting.set(count(BatchRow.Status.WAITING));
    failed.set(count(BatchRow.Status.FAILED));
    finished.set(
        count(BatchRow.Status.WRITTEN)
            + count(BatchRow.Status.SKIPPED)
            + count(BatchRow.Status.CANCELLED));
    Run now = run;
    if (now == null) {
      progress.set(0);
      progressText.set(
          rows.isEmpty() ? "" : TEXTS.get("progress.waiting", rows.size(), waiting.get()));
      return;
    }
    double share = runningShare(now);
    progress.set(now.total == 0 ? 0 : (now.ended + share) / now.total);
    long left = secondsLeft(now, share);
    progressText.set(
        state.get() == State.PAUSED
            ? TEXTS.get("progress.paused", now.ended, now.total)
            : left < 0
                ? TEXTS.get("progress.running", now.ended, now.total)
                : TEXTS.get("progress.left", now.ended, now.total, Sizes.duration(left)));
  }

  private double runningShare(Run now) {
    // The queue works through the list in order, so that the running one is near the ended ones.
    if (count(BatchRow.Status.RUNNING) == 0) {
      return 0;
    }
    BatchRow last = lastRunning;
    if (last == null
        || last.status() != BatchRow.Status.RUNNING
        || now.byId.get(last.id()) != last) {
      last =
          rows.stream()
              .filter(row -> row.status() == BatchRow.Status.RUNNING)
              .findFirst()
              .orElse(null);
      lastRunning = last;
    }
    return last == null ? 0 : last.progressProperty().get();
  }

  /** Judged by the photos that were enlarged so far; -1 if that cannot be said yet. */
  private static long secondsLeft(Run now, double share) {
    double done = now.enlarged + share;
    double left = now.total - now.ended - share;
    return done < 0.05 ? -1 : Math.max(1, Math.round(now.seconds() / done * left));
  }

  private void finishIfDone() {
    Run now = run;
    if (now == null || searches > 0 || now.ended < now.total) {
      return;
    }
    run = null;
    state.set(State.IDLE);
    background.execute(now.queue::close);
    rows.forEach(row -> row.setId(BatchRow.NO_ID));
    summary.set(summarise());
    showCounts();
    keep();
  }

  private BatchSummary summarise() {
    List<String> reasons =
        rows.stream()
            .filter(
                row ->
                    row.status() == BatchRow.Status.SKIPPED
                        || row.status() == BatchRow.Status.FAILED)
            .map(row -> TEXTS.get("reason", row.photo().name(), row.messageProperty().get()))
            .toList();
    return new BatchSummary(
        count(BatchRow.Status.WRITTEN),
        count(BatchRow.Status.SKIPPED),
        count(BatchRow.Status.FAILED),
        count(BatchRow.Status.CANCELLED),
        reasons);
  }

  private SavedBatch unfinished() {
    List<BatchPhoto> photos = new ArrayList<>(unanswered);
    for (BatchRow row : rows) {
      if (!row.status().isFinal()) {
        photos.add(row.photo());
      }
    }
    return SavedBatch.of(settings(), photos);
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
    Run now = run;
    return now == null ? () -> {} : now.queue::close;
  }

  /** The files, in the order they were added. */
  public ObservableList<BatchRow> rows() {
    return readOnlyRows;
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

  /** 0 to 1. */
  public DoubleProperty realnessProperty() {
    return realness;
  }

  /** Enlargement. */
  public DoubleProperty scaleProperty() {
    return scale;
  }

  /** Format of the results. */
  public ObjectProperty<BatchFormat> formatProperty() {
    return format;
  }

  /** JPEG quality, 1 to 100. */
  public IntegerProperty qualityProperty() {
    return quality;
  }

  /** Whether results go beside their photos. */
  public BooleanProperty besideProperty() {
    return beside;
  }

  /** Where they go otherwise. */
  public StringProperty folderProperty() {
    return folder;
  }

  /** Pattern of their names. */
  public StringProperty nameProperty() {
    return name;
  }

  /** What to do if a result exists. */
  public ObjectProperty<ConflictPolicy> conflictsProperty() {
    return conflicts;
  }
}
