package org.ctsr.app;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ctsr.app.batch.BatchEngine;
import org.ctsr.app.batch.BatchModel;
import org.ctsr.app.batch.BatchQueue;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.engine.cli.Version;
import org.ctsr.engine.export.ExportPlanner;
import org.ctsr.engine.export.ExportQueue;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.ExportTask;
import org.ctsr.engine.export.PhotoExporter;
import org.jspecify.annotations.Nullable;

/** Runs batches on the model the session has loaded; views come first, tile by tile. */
final class SessionBatchEngine implements BatchEngine {
  private final EngineSession session;

  SessionBatchEngine(EngineSession session) {
    this.session = session;
  }

  @Override
  public @Nullable BatchModel model() {
    LoadedModel model = session.model();
    return model == null
        ? null
        : new BatchModel(model.modelPackage().name(), model.modelPackage().manifest().scale());
  }

  @Override
  public BatchQueue open(Consumer<ExportTask> listener) {
    LoadedModel model = session.model();
    if (model == null) {
      throw new IllegalStateException("no model is loaded");
    }
    model.hold();
    return new HeldQueue(model, listener);
  }

  /** A queue that holds its model. */
  private static final class HeldQueue implements BatchQueue {
    private final LoadedModel model;
    private final ExportQueue queue;
    private final AtomicBoolean closed = new AtomicBoolean();

    HeldQueue(LoadedModel model, Consumer<ExportTask> listener) {
      this.model = model;
      PhotoExporter exporter =
          new PhotoExporter(model.scheduler(), model.modelPackage().manifest(), model.exportCore());
      queue =
          new ExportQueue(
              exporter,
              new ExportPlanner(model.modelPackage(), "CTSR Studio " + Version.current()));
      queue.addListener(listener);
    }

    @Override
    public long add(Path photo, Path relative, ExportSettings settings) {
      return queue.add(photo, relative, settings);
    }

    @Override
    public void pause() {
      queue.pause();
    }

    @Override
    public void resume() {
      queue.resume();
    }

    @Override
    public void cancel(long id) {
      queue.cancel(id);
    }

    @Override
    public void cancelAll() {
      queue.cancelAll();
    }

    @Override
    public void remove(long id) {
      queue.remove(id);
    }

    @Override
    public void close() {
      queue.close();
      if (closed.compareAndSet(false, true)) {
        model.release();
      }
    }
  }
}
