package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ctsr.engine.image.PhotoException;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.PhotoWriter;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.Shortage;
import org.ctsr.engine.inference.NativeMemory;
import org.ctsr.engine.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * Enlarges photos one after the other; the command line and the window use the same. A photo that
 * fails does not stop the others. Can be paused, resumed and cancelled at any tile. Listeners hear
 * every change as a new snapshot, from any thread.
 */
public final class ExportQueue implements AutoCloseable {
  private final ExportModel.Source models;
  private final List<Consumer<ExportTask>> listeners = new CopyOnWriteArrayList<>();
  private final Thread worker;

  /** What this queue reads and has written; also of photos that were taken off the list. */
  private final RunFiles files = new RunFiles();

  // Guarded by this.
  private final Map<Long, ExportTask> tasks = new LinkedHashMap<>();
  private long nextId = 1;
  private long runningId;
  private boolean cancelRunning;
  private boolean closed;

  private volatile boolean paused;

  /** Of the photo at work, or else of the one before. */
  private volatile @Nullable PhotoExporter exporter;

  /** Name of the model the last photo had. Used by the worker only. */
  private @Nullable String lastModel;

  /** A queue that starts work at once on whatever is added. */
  public ExportQueue(ExportModel.Source models) {
    this.models = models;
    this.worker = new Thread(this::work, "ctsr-export-queue");
    worker.setDaemon(true);
    worker.start();
  }

  /** Adds a listener that hears of every task that is added or changes. */
  public void addListener(Consumer<ExportTask> listener) {
    listeners.add(listener);
  }

  /**
   * Adds a photo at the end. No result replaces a photo that was added before it is made, nor the
   * result of another one, whatever the settings say of existing files.
   *
   * @param relative its path below the folder whose structure is to be kept, or just its name
   * @return the new task's id
   */
  public long add(Path photo, Path relative, ExportSettings settings) {
    ExportTask task;
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the queue is closed");
      }
      task = ExportTask.waiting(nextId++, photo, relative, settings);
      files.addInput(photo);
      Path mask = settings.mask();
      if (mask != null) {
        files.addInput(mask);
      }
      tasks.put(task.id(), task);
      notifyAll();
    }
    tell(task);
    return task.id();
  }

  /** All tasks in the order they were added. */
  public synchronized List<ExportTask> tasks() {
    return List.copyOf(tasks.values());
  }

  /** Stops after the tiles in flight, until {@link #resume}. */
  public void pause() {
    paused = true;
  }

  /** Goes on after {@link #pause}. */
  public void resume() {
    synchronized (this) {
      paused = false;
      notifyAll();
    }
    wake();
  }

  private void wake() {
    PhotoExporter current = exporter;
    if (current != null) {
      current.wake();
    }
  }

  /** Stops one photo; nothing of it is left on the disk. */
  public void cancel(long id) {
    ExportTask changed = null;
    synchronized (this) {
      ExportTask task = tasks.get(id);
      if (task != null && task.status() == ExportTask.Status.WAITING) {
        changed = task.with(ExportTask.Status.CANCELLED);
        tasks.put(id, changed);
        notifyAll();
      } else if (id == runningId) {
        cancelRunning = true;
      }
    }
    if (changed != null) {
      tell(changed);
    }
    wake();
  }

  /** Stops every photo that is not finished. */
  public void cancelAll() {
    for (ExportTask task : tasks()) {
      if (!task.status().isFinal()) {
        cancel(task.id());
      }
    }
  }

  /** Takes a finished photo off the list. */
  public synchronized void remove(long id) {
    ExportTask task = tasks.get(id);
    if (task != null && task.status().isFinal()) {
      tasks.remove(id);
    }
  }

  /**
   * Waits until every photo is finished and the listeners have heard of it. Not to be called by
   * one.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public synchronized void await() throws InterruptedException {
    while (runningId != 0 || tasks.values().stream().anyMatch(task -> !task.status().isFinal())) {
      wait();
    }
  }

  private void work() {
    while (true) {
      ExportTask task;
      try {
        task = takeNext();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (task == null) {
        return;
      }
      process(task);
    }
  }

  private synchronized @Nullable ExportTask takeNext() throws InterruptedException {
    while (!closed) {
      ExportTask next = paused ? null : nextWaiting();
      if (next != null) {
        runningId = next.id();
        cancelRunning = false;
        // In the same step: whoever cancels it must find it either waiting or running.
        ExportTask begun = next.with(ExportTask.Status.RUNNING);
        tasks.put(begun.id(), begun);
        return begun;
      }
      wait();
    }
    return null;
  }

  /** In order, but first those that have the model that is loaded. */
  private @Nullable ExportTask nextWaiting() {
    ExportTask first = null;
    for (ExportTask task : tasks.values()) {
      if (task.status() == ExportTask.Status.WAITING) {
        if (Objects.equals(task.settings().model(), lastModel)) {
          return task;
        }
        first = first == null ? task : first;
      }
    }
    return first;
  }

  private void process(ExportTask task) {
    long start = System.nanoTime();
    tell(task);
    List<ExportOutcome> outcomes = List.of();
    String message = null;
    Shortage shortage = null;
    boolean cancelled = false;
    try {
      outcomes = export(task, start);
    } catch (CancellationException e) {
      cancelled = true;
    } catch (PhotoException e) {
      message = "" + e.getMessage();
      shortage = Shortage.of(e);
    } catch (ModelException e) {
      message = task.photo() + ": its model cannot be used: " + e.getMessage();
    } catch (RuntimeException | Error e) {
      // A defect, a library that is missing or too little memory must cost this photo only: without
      // its thread the queue would be waited for without end.
      message = FailureText.of(task.photo(), e);
      shortage = Shortage.of(e);
    }
    List<ExportOutcome> all = outcomes;
    ExportOutcome failed = message != null ? null : firstFailure(outcomes);
    String why = failed == null ? message : failed.message();
    Shortage wanting = failed == null ? shortage : failed.shortage();
    ExportTask.Status status = cancelled ? ExportTask.Status.CANCELLED : status(outcomes, why);
    double seconds = (System.nanoTime() - start) / 1e9;
    change(task.id(), current -> current.ended(status, all, why, wanting, seconds));
    synchronized (this) {
      runningId = 0;
      notifyAll();
    }
    NativeMemory.trim();
  }

  private List<ExportOutcome> export(ExportTask task, long start)
      throws PhotoException, ModelException {
    lastModel = task.settings().model();
    ExportModel model = models.open(lastModel);
    exporter = model.exporter();
    RgbImage photo =
        PhotoReader.read(
            task.photo(),
            task.settings().limits(),
            warning -> warn(task.id(), warning),
            progress(task.id(), start)::isCancelled);
    try {
      return export(task, start, photo, model);
    } finally {
      photo.release();
    }
  }

  private List<ExportOutcome> export(ExportTask task, long start, RgbImage photo, ExportModel model)
      throws PhotoException {
    ExportPlanner planner = model.planner();
    double scale = planner.scale(task.photo(), task.settings());
    List<ExportTarget> targets =
        planner.plan(
            task.photo(),
            task.relative(),
            photo,
            task.settings(),
            warning -> warn(task.id(), warning),
            progress(task.id(), start)::isCancelled);
    int width = PhotoExporter.enlarged(photo.width(), scale);
    int height = PhotoExporter.enlarged(photo.height(), scale);
    List<ExportOutcome> outcomes = new ArrayList<>();
    List<ExportTarget> possible = new ArrayList<>();
    for (ExportTarget target : targets) {
      // Before the network spends minutes on it.
      ExportOutcome refusal = refusal(task.photo(), photo, target, width, height);
      if (refusal == null) {
        possible.add(target);
      } else {
        outcomes.add(refusal);
      }
    }
    if (!possible.isEmpty()) {
      outcomes.addAll(model.exporter().export(photo, scale, possible, progress(task.id(), start)));
    }
    for (ExportOutcome outcome : outcomes) {
      if (outcome.status() == ExportOutcome.Status.WRITTEN
          || outcome.status() == ExportOutcome.Status.SKIPPED) {
        files.addResult(outcome.file(), task.photo());
      }
      outcome.warnings().forEach(warning -> warn(task.id(), warning));
    }
    return outcomes;
  }

  private @Nullable ExportOutcome refusal(
      Path file, RgbImage photo, ExportTarget target, int width, int height) {
    String clash = files.refusal(file, target.file(), target.settings().conflicts());
    if (clash != null) {
      return ExportOutcome.failed(target, width, height, clash);
    }
    try {
      return PhotoWriter.check(
                  width, height, photo.isGrey(), photo.hasAlpha(), target.settings(), target.file())
              .isPresent()
          ? null
          : ExportOutcome.skipped(target, width, height);
    } catch (PhotoException e) {
      return ExportOutcome.failed(target, width, height, "" + e.getMessage());
    }
  }

  private static @Nullable ExportOutcome firstFailure(List<ExportOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.status() == ExportOutcome.Status.FAILED)
        .findFirst()
        .orElse(null);
  }

  private static ExportTask.Status status(List<ExportOutcome> outcomes, @Nullable String failure) {
    if (failure != null) {
      return ExportTask.Status.FAILED;
    }
    if (outcomes.stream().anyMatch(o -> o.status() == ExportOutcome.Status.CANCELLED)) {
      return ExportTask.Status.CANCELLED;
    }
    return outcomes.stream().allMatch(o -> o.status() == ExportOutcome.Status.SKIPPED)
        ? ExportTask.Status.SKIPPED
        : ExportTask.Status.DONE;
  }

  private ExportProgress progress(long id, long start) {
    return new ExportProgress() {
      @Override
      public void tilesDone(int done, int total) {
        double seconds = (System.nanoTime() - start) / 1e9;
        change(id, current -> current.withTiles(done, total, seconds));
      }

      @Override
      public boolean isCancelled() {
        synchronized (ExportQueue.this) {
          return closed || (cancelRunning && runningId == id);
        }
      }

      @Override
      public boolean isPaused() {
        return paused;
      }
    };
  }

  /** A reader that was left behind may still have something to say when nobody waits for it. */
  private void warn(long id, String warning) {
    change(id, now -> now.status() == ExportTask.Status.RUNNING ? now.withWarning(warning) : now);
  }

  private void change(long id, java.util.function.UnaryOperator<ExportTask> how) {
    ExportTask changed;
    synchronized (this) {
      ExportTask current = tasks.get(id);
      if (current == null) {
        return;
      }
      changed = how.apply(current);
      if (changed.equals(current)) {
        return;
      }
      tasks.put(id, changed);
      notifyAll();
    }
    tell(changed);
  }

  private void tell(ExportTask task) {
    for (Consumer<ExportTask> listener : listeners) {
      listener.accept(task);
    }
  }

  /** Cancels what is running and ends the queue; waits for it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    wake();
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
