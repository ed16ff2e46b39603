package org.ctsr.app.batch;

import java.util.List;
import java.util.function.Consumer;
import org.ctsr.engine.export.ExportTask;
import org.jspecify.annotations.Nullable;

/** Where a batch gets its work done. */
public interface BatchEngine {
  /** The model in use; null if none is loaded. */
  @Nullable BatchModel model();

  /** The models a photo may have for its own, as far as they are known yet. */
  List<BatchModel> models();

  /**
   * Opens a queue with the model in use, which loads others as photos want them.
   *
   * @param listener hears of every change, on any thread
   * @throws IllegalStateException if no model is loaded
   */
  BatchQueue open(Consumer<ExportTask> listener);
}
