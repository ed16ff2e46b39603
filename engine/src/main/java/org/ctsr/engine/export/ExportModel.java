package org.ctsr.engine.export;

import org.ctsr.engine.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * A model that enlarges photos.
 *
 * @param exporter runs it and writes
 * @param planner decides which results there are
 */
public record ExportModel(PhotoExporter exporter, ExportPlanner planner) {
  /**
   * Where a queue gets its models. Asked on the queue's thread, never while a photo is at work, so
   * that a model that is not wanted any more can be unloaded first.
   */
  public interface Source {
    /**
     * Finds a model and loads it if need be.
     *
     * @param name as in {@link ExportSettings#model}; null for the common one
     * @throws ModelException if there is none of that name or it cannot be loaded
     */
    ExportModel open(@Nullable String name) throws ModelException;
  }
}
