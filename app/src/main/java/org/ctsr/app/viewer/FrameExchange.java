package org.ctsr.app.viewer;

import org.jspecify.annotations.Nullable;

/**
 * Three frame buffers between the thread that renders and the window: one is shown, one may still
 * be read by the window's renderer, one is written.
 *
 * <p>A new buffer is given out only after the last frame was presented, so every finished frame is
 * shown, and the next one is made from the newest settings.
 */
final class FrameExchange {
  /** A window that is hidden presents nothing; rendering then goes on slowly. */
  private static final long PATIENCE_MILLIS = 250;

  private final FrameBuffer[] buffers = {new FrameBuffer(), new FrameBuffer(), new FrameBuffer()};
  private int next;
  private @Nullable FrameBuffer underway;

  /** A buffer to write to, waiting until the last frame is on the screen. */
  synchronized FrameBuffer borrow() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (underway != null) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return buffers[next];
  }

  /** The borrowed buffer is complete and handed to the window. */
  synchronized void deliver(FrameBuffer buffer) {
    underway = buffer;
    next = (next + 1) % buffers.length;
  }

  /** The window has shown a buffer. */
  synchronized void presented(FrameBuffer buffer) {
    if (underway == buffer) {
      underway = null;
      notifyAll();
    }
  }
}
