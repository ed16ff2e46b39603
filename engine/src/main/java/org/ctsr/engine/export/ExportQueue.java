package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.ctsr.engine.inference.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * Enlarges photos one after the other; the command line and the window use the same. A photo that
 * fails does not stop the others. Can be paused, resumed and cancelled at any tile. Listeners hear
 * every change as a new snapshot, in the order of the changes, one at a time, from any thread.
 */
public final class ExportQueue implements AutoCloseable {
  private final List<Consumer<ExportTask>> listeners = new CopyOnWriteArrayList<>();
  private final Thread worker;

  /** What this queue reads and has written; also of photos that were taken off the list. */
  private final RunFiles files = new RunFiles();

  private final TaskExport export;

  // Guarded by this.
  private final Map<Long, ExportTask> tasks = new LinkedHashMap<>();
  private long nextId = 1;
  private long runningId;
  private boolean cancelRunning;
  private boolean closed;

  /** Changes that listeners have yet to hear of; added in the step that makes the change. */
  private final Queue<ExportTask> untold = new ConcurrentLinkedQueue<>();

  /** Held by whoever tells: nothing old may be heard after something new. */
  private final ReentrantLock telling = new ReentrantLock();

  private volatile boolean paused;

  /** A queue that starts work at once on whatever is added. */
  public ExportQueue(ExportModel.Source models) {
    this.export = new TaskExport(models, files);
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
      put(task);
      notifyAll();
    }
    tell();
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
    export.wake();
  }

  /** Stops one photo; nothing of it is left on the disk. */
  public void cancel(long id) {
    synchronized (this) {
      ExportTask task = tasks.get(id);
      if (task != null && task.status() == ExportTask.Status.WAITING) {
        put(task.with(ExportTask.Status.CANCELLED));
        notifyAll();
      } else if (id == runningId) {
        cancelRunning = true;
      }
    }
    tell();
    export.wake();
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
  public void await() throws InterruptedException {
    synchronized (this) {
      while (runningId != 0 || tasks.values().stream().anyMatch(task -> !task.status().isFinal())) {
        wait();
      }
    }
    // What another thread has cancelled it may have yet to tell.
    tell();
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
        put(begun);
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
        if (Objects.equals(task.settings().model(), export.lastModel())) {
          return task;
        }
        first = first == null ? task : first;
      }
    }
    return first;
  }

  private void process(ExportTask task) {
    long start = System.nanoTime();
    tell();
    TaskExport.Result result =
        export.run(task, progress(task.id(), start), warning -> warn(task.id(), warning));
    double seconds = (System.nanoTime() - start) / 1e9;
    change(
        task.id(),
        current ->
            current.ended(
                result.status(), result.outcomes(), result.message(), result.shortage(), seconds));
    synchronized (this) {
      runningId = 0;
      notifyAll();
    }
    NativeMemory.trim();
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
    synchronized (this) {
      ExportTask current = tasks.get(id);
      if (current == null) {
        return;
      }
      ExportTask changed = how.apply(current);
      if (changed.equals(current)) {
        return;
      }
      put(changed);
      notifyAll();
    }
    tell();
  }

  /** Only with the lock of this. */
  private void put(ExportTask task) {
    tasks.put(task.id(), task);
    untold.add(task);
  }

  /** Tells what is untold; after it the listeners have heard of every change before it. */
  private void tell() {
    if (telling.isHeldByCurrentThread()) {
      // A listener made the change: it is told when the one it heard of has been told to all.
      return;
    }
    telling.lock();
    try {
      for (ExportTask task = untold.poll(); task != null; task = untold.poll()) {
        for (Consumer<ExportTask> listener : listeners) {
          listener.accept(task);
        }
      }
    } finally {
      telling.unlock();
    }
  }

  /** Cancels what is running and ends the queue; waits for it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    export.wake();
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
