package org.ctsr.app.batch;

import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.StartFolder;
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

  /** Realness is shown in hundredths. */
  private static final double SAME_REALNESS = 0.005;

  private final BatchEngine engine;
  private final Executor background;
  private final Executor fx;
  private final LongSupplier clock;
  private final StartFolder startFolder;

  private final BatchRows rows = new BatchRows();
  private final BatchProgress progress = new BatchProgress(rows);
  private final BatchSettingsModel settings = new BatchSettingsModel();
  private final BatchReadiness readiness;
  private final Leftovers leftovers;
  private final BatchSearch search;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
  private final ReadOnlyObjectWrapper<@Nullable BatchSummary> summary =
      new ReadOnlyObjectWrapper<>();

  /** Rows to be taken off the list when they have come to an end. */
  private final Set<BatchRow> leaving = new HashSet<>();

  private @Nullable BatchRun run;
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
    this.background = background;
    this.fx = fx;
    this.clock = clock;
    startFolder = new StartFolder(background, fx);
    readiness = new BatchReadiness(engine, settings);
    leftovers = new Leftovers(store, rows, settings, engine, this::commonModel);
    search = new BatchSearch(background, fx, this::insert, this::finishIfDone);
  }

  /** Takes over what an earlier run of the program left; its photos are offered. */
  public void restore(SavedBatch saved) {
    if (leftovers.restore(saved)) {
      readiness.fitScale();
      keep();
    }
  }

  /** Adds the photos that were offered. */
  public void acceptOffer() {
    // What is kept next must have them: a program that ends in between would have lost them.
    insert(leftovers.accept());
  }

  private @Nullable String commonModel() {
    BatchRun now = run;
    BatchModel model = now != null ? now.model() : engine.model();
    return model == null ? null : model.name();
  }

  /** Forgets the photos that were offered. */
  public void discardOffer() {
    leftovers.withdraw();
    keep();
  }

  /** Asks for another folder for the results, beginning in the present one. */
  void chooseFolder(Consumer<Optional<File>> chooser) {
    startFolder.find(new File(settings.folderProperty().get()), chooser);
  }

  /** Looks again which models there are and which is in use; a run keeps the one it has. */
  public void refreshModel() {
    if (run == null) {
      readiness.refresh();
    }
  }

  /** Adds files, and everything in folders down to the bottom, in the background. */
  public void add(List<Path> given) {
    if (!given.isEmpty()) {
      search.start(given, Map.of());
    }
  }

  /**
   * Adds files, each as real as it is given; what all others have is not noted as their own. Those
   * in the list already are changed unless a run has them.
   *
   * @param realness of each file, 0 to 1
   */
  public void add(Map<Path, Double> realness) {
    BatchModel model = engine.model();
    boolean named = model == null || model.hasSlider();
    Map<Path, OwnSettings> own = new LinkedHashMap<>();
    realness.forEach(
        (file, value) -> {
          boolean differs = Math.abs(value - settings.realnessProperty().get()) >= SAME_REALNESS;
          own.put(
              file.toAbsolutePath().normalize(),
              OwnSettings.NONE.withRealness(named && differs ? value : null));
        });
    for (BatchRow row : rows.readOnly()) {
      OwnSettings given = own.get(row.photo().file());
      if (given != null) {
        changeOwn(List.of(row), before -> before.withRealness(given.realness()));
      }
    }
    if (!own.isEmpty()) {
      search.start(List.copyOf(own.keySet()), own);
    }
  }

  private void insert(List<BatchEntry> photos) {
    if (closed) {
      return;
    }
    // Whoever adds a photo again wants it, though it was to go.
    leaving.removeAll(rows.known(photos));
    List<BatchRow> again = rows.known(photos).stream().filter(this::mayRepeat).toList();
    List<BatchRow> fresh = rows.addAll(photos);
    BatchRun now = run;
    if (now != null) {
      // All of them first: the result of one may want the name of another.
      fresh.forEach(now::addSource);
    }
    again.forEach(this::putBack);
    if (now != null) {
      now.addWaiting(fresh);
    }
    progress.show(run);
    keep();
  }

  /** A photo given again is done again, but not one that this very run has done. */
  private boolean mayRepeat(BatchRow row) {
    return switch (row.status()) {
      case FAILED, CANCELLED -> true;
      case WRITTEN, SKIPPED -> run == null && !row.isRefused();
      case WAITING, RUNNING -> false;
    };
  }

  /** Makes a finished photo wait again. */
  private void putBack(BatchRow row) {
    BatchRun now = run;
    if (now != null) {
      now.remove(row);
    }
    rows.reset(row);
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
        progress.show(now);
      }
      return;
    }
    refreshModel();
    BatchModel model = engine.model();
    if (model == null
        || !readiness.problemProperty().get().isEmpty()
        || rows.count(BatchRow.Status.WAITING) == 0) {
      return;
    }
    summary.set(null);
    leftovers.forgetRemark();
    BatchRun begun = new BatchRun(engine, settings.get(), model, fx, this::changed, clock);
    rows.readOnly().forEach(begun::addSource);
    run = begun;
    state.set(State.RUNNING);
    begun.addWaiting(rows.readOnly());
    progress.show(run);
    keep();
  }

  /** Stops after the tiles in flight, until {@link #start}. */
  public void pause() {
    BatchRun now = run;
    if (now != null && state.get() == State.RUNNING) {
      state.set(State.PAUSED);
      now.pause();
      progress.show(run);
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
    progress.show(run);
    keep();
  }

  /** Stops everything that is not finished, also photos that a search has yet to find. */
  public void cancelAll() {
    search.cancel();
    finishIfDone();
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
      if (row.canRetry()) {
        putBack(row);
      }
    }
    progress.show(run);
    keep();
    start();
  }

  /** Takes written, skipped and cancelled photos off the list; failed ones stay. */
  public void removeFinished() {
    removeIf(row -> row.status().isFinal() && row.status() != BatchRow.Status.FAILED);
  }

  /** Takes photos off the list; those at work are stopped, and go when they have come to an end. */
  public void remove(Collection<BatchRow> chosen) {
    leaving.addAll(chosen);
    cancel(chosen);
    removeLeaving();
  }

  private void removeLeaving() {
    if (!leaving.isEmpty()) {
      removeIf(row -> row.status().isFinal() && leaving.remove(row));
    }
  }

  private void removeIf(Predicate<BatchRow> gone) {
    BatchRun now = run;
    rows.removeIf(gone, now == null ? row -> {} : now::remove);
    if (rows.readOnly().isEmpty()) {
      summary.set(null);
    }
    progress.show(run);
    keep();
  }

  private void changed(BatchRun from, List<ExportTask> tasks) {
    if (closed || from != run) {
      return;
    }
    boolean anyEnded = from.show(tasks, rows);
    progress.show(run);
    if (anyEnded) {
      removeLeaving();
      keep();
      finishIfDone();
    }
  }

  private void finishIfDone() {
    BatchRun now = run;
    if (now == null || search.searchingProperty().get() || !now.isDone()) {
      return;
    }
    run = null;
    state.set(State.IDLE);
    background.execute(now.queue()::close);
    rows.readOnly().forEach(row -> row.setId(BatchRow.NO_ID));
    leaving.clear();
    refreshModel();
    summary.set(rows.readOnly().isEmpty() ? null : BatchSummary.of(rows));
    progress.show(run);
    keep();
  }

  private void keep() {
    if (!closed) {
      leftovers.keep();
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
    leftovers.keepNow();
    closed = true;
    search.cancel();
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
    return progress.shareProperty();
  }

  /** The same in words, with the time left. */
  public ReadOnlyStringProperty progressTextProperty() {
    return progress.textProperty();
  }

  /** What became of the last run; null before its end. */
  public ReadOnlyObjectProperty<@Nullable BatchSummary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** What keeps the batch from being started; empty if nothing does. */
  public ReadOnlyStringProperty problemProperty() {
    return readiness.problemProperty();
  }

  /** The model in use when last looked; null if there was none. */
  public ReadOnlyObjectProperty<@Nullable BatchModel> modelProperty() {
    return readiness.modelProperty();
  }

  /** The same in words. */
  public ReadOnlyStringProperty modelNameProperty() {
    return readiness.modelNameProperty();
  }

  /** What is otherwise than it was when photos of before were added; empty if nothing is. */
  public ReadOnlyStringProperty remarkProperty() {
    return leftovers.remarkProperty();
  }

  /** Those a photo may have for its own, when last looked. */
  public ObservableList<BatchModel> models() {
    return readiness.models();
  }

  /** Photos not begun. */
  public ReadOnlyIntegerProperty waitingProperty() {
    return progress.waitingProperty();
  }

  /** Photos that failed. */
  public ReadOnlyIntegerProperty failedProperty() {
    return progress.failedProperty();
  }

  /** Photos written, skipped or cancelled. */
  public ReadOnlyIntegerProperty finishedProperty() {
    return progress.finishedProperty();
  }

  /** Photos an earlier run of the program did not finish. */
  public ReadOnlyIntegerProperty offeredProperty() {
    return leftovers.offeredProperty();
  }

  /** Whether folders are being searched. */
  public ReadOnlyBooleanProperty searchingProperty() {
    return search.searchingProperty();
  }

  /** How all photos are enlarged and saved. */
  public BatchSettingsModel settings() {
    return settings;
  }
}
