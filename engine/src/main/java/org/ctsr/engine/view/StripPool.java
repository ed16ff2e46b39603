package org.ctsr.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that work through the strips of one frame together with the caller.
 * Running a task allocates nothing.
 */
public final class StripPool implements AutoCloseable {
  /** More threads than this gain little: blending is bound by memory. */
  private static final int MOST_THREADS = 8;

  private final Thread[] helpers;

  // Guarded by this.
  private @Nullable Task task;
  private int strips;
  private int next;
  private int unfinished;
  private @Nullable Throwable failure;
  private boolean closed;

  /** Work on one strip. */
  public interface Task {
    /**
     * @param strip which strip
     * @param worker number of the thread, below {@link StripPool#workers()}: each has its own
     *     buffers
     */
    void run(int strip, int worker);
  }

  /**
   * @param workers threads including the caller's, at least 1
   */
  public StripPool(int workers) {
    helpers = new Thread[Math.max(0, workers - 1)];
    for (int i = 0; i < helpers.length; i++) {
      int worker = i + 1;
      helpers[i] = new Thread(() -> help(worker), "ctsr-view-" + worker);
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
  }

  /** One worker a processor, up to {@value #MOST_THREADS}. */
  public static StripPool forThisMachine() {
    return new StripPool(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  /** Threads that may run strips, including the caller's. */
  public int workers() {
    return helpers.length + 1;
  }

  /**
   * Runs strips 0 to {@code count - 1} and waits for all of them. One caller at a time; not from
   * within a task.
   *
   * @throws RuntimeException the first failure of a strip; an {@link Error} likewise. The pool can
   *     be used again then.
   */
  public void run(int count, Task work) {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the pool is closed");
      }
      if (task != null) {
        throw new IllegalStateException("the pool is busy");
      }
      task = work;
      strips = count;
      next = 0;
      unfinished = count;
      failure = null;
      notifyAll();
    }
    workOn(work, 0);
    synchronized (this) {
      boolean interrupted = false;
      while (unfinished > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      task = null;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }

  private void workOn(Task work, int worker) {
    while (true) {
      int strip;
      synchronized (this) {
        if (task != work || next >= strips) {
          return;
        }
        strip = next++;
      }
      Throwable thrown = null;
      try {
        work.run(strip, worker);
      } catch (RuntimeException | Error e) {
        // Errors too: the caller waits for every strip, and may meet a lack of memory with a
        // smaller
        // frame.
        thrown = e;
      }
      synchronized (this) {
        if (thrown != null && failure == null) {
          failure = thrown;
        }
        if (--unfinished == 0) {
          notifyAll();
        }
      }
    }
  }

  private void help(int worker) {
    while (true) {
      Task work;
      synchronized (this) {
        while (!closed && (task == null || next >= strips)) {
          try {
            wait();
          } catch (InterruptedException e) {
            return;
          }
        }
        if (closed) {
          return;
        }
        work = task;
      }
      if (work != null) {
        workOn(work, worker);
      }
    }
  }

  /** Ends the threads. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
