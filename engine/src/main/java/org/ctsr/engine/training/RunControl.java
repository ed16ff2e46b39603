package org.ctsr.engine.training;

/** Pause and stop, from another thread. */
final class RunControl {
  private boolean paused;
  private boolean stopped;

  synchronized void pause() {
    paused = true;
  }

  synchronized void proceed() {
    paused = false;
    notifyAll();
  }

  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  synchronized boolean stopped() {
    return stopped;
  }

  /** Waits while paused; an interrupt counts as a stop. */
  synchronized void waitWhilePaused() {
    while (paused && !stopped) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped = true;
      }
    }
  }
}
