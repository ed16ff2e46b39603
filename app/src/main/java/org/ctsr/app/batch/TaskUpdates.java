package org.ctsr.app.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.ctsr.engine.export.ExportTask;

/**
 * Brings snapshots from the queue's threads to the FX thread: of each photo only the newest, and a
 * portion at a time, so that thousands of changes at once do not hold up the window.
 */
final class TaskUpdates implements Consumer<ExportTask> {
  /** Rows changed without a break; takes about a millisecond. */
  static final int PORTION = 250;

  private final Executor fx;
  private final Consumer<List<ExportTask>> receiver;

  // Guarded by this.
  private final Map<Long, ExportTask> newest = new LinkedHashMap<>();
  private boolean asked;

  TaskUpdates(Executor fx, Consumer<List<ExportTask>> receiver) {
    this.fx = fx;
    this.receiver = receiver;
  }

  @Override
  public void accept(ExportTask task) {
    synchronized (this) {
      newest.put(task.id(), task);
      if (asked) {
        return;
      }
      asked = true;
    }
    fx.execute(this::deliver);
  }

  private void deliver() {
    List<ExportTask> portion = new ArrayList<>();
    boolean more;
    synchronized (this) {
      Iterator<ExportTask> all = newest.values().iterator();
      while (all.hasNext() && portion.size() < PORTION) {
        portion.add(all.next());
        all.remove();
      }
      more = !newest.isEmpty();
      asked = more;
    }
    try {
      receiver.accept(portion);
    } finally {
      // Also after a defect: nobody else asks for the rest, and the batch would never end.
      if (more) {
        fx.execute(this::deliver);
      }
    }
  }
}
