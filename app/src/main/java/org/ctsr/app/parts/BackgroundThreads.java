package org.ctsr.app.parts;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.ctsr.engine.system.BackgroundPriority;

/** Threads for work that must not hold up the window; they do not keep the program alive. */
public final class BackgroundThreads implements AutoCloseable {
  private final ExecutorService general = Executors.newCachedThreadPool(factory("ctsr-app", 5));
  private final ExecutorService thumbnails =
      Executors.newSingleThreadExecutor(
          task ->
              factory("ctsr-thumbnails", Thread.MIN_PRIORITY)
                  .newThread(
                      () -> {
                        BackgroundPriority.lowerThisThread();
                        task.run();
                      }));

  /** Runs something on a thread of its own, which does not keep the program alive. */
  public static void start(String name, Runnable task) {
    factory(name, Thread.NORM_PRIORITY).newThread(task).start();
  }

  private static ThreadFactory factory(String name, int priority) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.setPriority(priority);
      return thread;
    };
  }

  /** For anything that takes a while. */
  public Executor general() {
    return general;
  }

  /** One after the other, and after everything else. */
  public Executor thumbnails() {
    return thumbnails;
  }

  @Override
  public void close() {
    thumbnails.shutdownNow();
    general.shutdown();
  }
}
