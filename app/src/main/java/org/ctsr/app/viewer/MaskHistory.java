package org.ctsr.app.viewer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The steps in which a mask was painted, to go back and forth; the oldest ones are forgotten. */
final class MaskHistory {
  private final long mostBytes;
  private final Deque<Change> done = new ArrayDeque<>();
  private final Deque<Change> undone = new ArrayDeque<>();

  /**
   * @param mostBytes memory all steps may take; the last one is kept in any case
   */
  MaskHistory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * One step.
   *
   * @param x left column of the rectangle that was changed
   * @param y its top row
   * @param width columns
   * @param height rows
   * @param before {@code width * height} offsets
   * @param after those they became
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Change(int x, int y, int width, int height, float[] before, float[] after) {
    long bytes() {
      return (long) Float.BYTES * (before.length + after.length);
    }
  }

  /** Adds a step; those that were taken back cannot be repeated any more. */
  void add(Change change) {
    undone.clear();
    done.push(change);
    shorten(mostBytes);
  }

  /**
   * Forgets steps until the others take no more than some memory: those that would be repeated
   * last, then those that would be taken back last. One stays in any case.
   */
  void shorten(long most) {
    long bytes = bytes(done) + bytes(undone);
    while (bytes > most && done.size() + undone.size() > 1) {
      bytes -= (undone.isEmpty() ? done : undone).removeLast().bytes();
    }
  }

  private static long bytes(Deque<Change> changes) {
    return changes.stream().mapToLong(Change::bytes).sum();
  }

  /** The step to take back; null if there is none. */
  @Nullable Change undo() {
    Change change = done.poll();
    if (change != null) {
      undone.push(change);
    }
    return change;
  }

  /** The step to repeat; null if there is none. */
  @Nullable Change redo() {
    Change change = undone.poll();
    if (change != null) {
      done.push(change);
    }
    return change;
  }

  boolean canUndo() {
    return !done.isEmpty();
  }

  boolean canRedo() {
    return !undone.isEmpty();
  }
}
