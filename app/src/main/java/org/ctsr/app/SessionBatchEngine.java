package org.ctsr.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ctsr.app.batch.BatchEngine;
import org.ctsr.app.batch.BatchModel;
import org.ctsr.app.batch.BatchQueue;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.engine.cli.Version;
import org.ctsr.engine.export.ExportModel;
import org.ctsr.engine.export.ExportPlanner;
import org.ctsr.engine.export.ExportQueue;
import org.ctsr.engine.export.ExportSettings;
import org.ctsr.engine.export.ExportTask;
import org.ctsr.engine.export.PhotoExporter;
import org.ctsr.engine.inference.SafeExit;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelManifest;
import org.jspecify.annotations.Nullable;

/**
 * Runs batches on the model the session has loaded, where views come first, tile by tile, and on
 * models that photos have for their own.
 */
final class SessionBatchEngine implements BatchEngine {
  private final EngineSession session;
  private final Supplier<List<BatchModel>> known;

  /**
   * @param known the models there are
   */
  SessionBatchEngine(EngineSession session, Supplier<List<BatchModel>> known) {
    this.session = session;
    this.known = known;
  }

  @Override
  public @Nullable BatchModel model() {
    LoadedModel model = session.model();
    if (model == null) {
      return null;
    }
    ModelManifest manifest = model.modelPackage().manifest();
    return new BatchModel(
        model.modelPackage().name(), manifest.title(), manifest.scale(), manifest.hasSlider());
  }

  @Override
  public List<BatchModel> models() {
    return known.get();
  }

  @Override
  public BatchQueue open(Consumer<ExportTask> listener) {
    LoadedModel model = session.holdModel();
    if (model == null) {
      throw new IllegalStateException("no model is loaded");
    }
    return new HeldQueue(session, model, listener);
  }

  /**
   * A queue that holds the common model, and one other at a time: each may take gigabytes while it
   * works.
   */
  private static final class HeldQueue implements BatchQueue {
    private final EngineSession session;
    private final LoadedModel common;
    private final ExportQueue queue;
    private final SafeExit.AutoCloseableAction atExit;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Used by the queue's thread, and when that has ended. */
    private @Nullable LoadedModel other;

    HeldQueue(EngineSession session, LoadedModel common, Consumer<ExportTask> listener) {
      this.session = session;
      this.common = common;
      queue = new ExportQueue(name -> prepared(find(name)));
      queue.addListener(listener);
      // At a logout no window is closed first, and nothing half-written may be left behind either.
      atExit = SafeExit.before(queue::close);
    }

    private static ExportModel prepared(LoadedModel model) {
      return new ExportModel(
          new PhotoExporter(model.scheduler(), model.modelPackage().manifest(), model.exportCore()),
          new ExportPlanner(model.modelPackage(), "CTSR Studio " + Version.current()));
    }

    private LoadedModel find(@Nullable String name) throws ModelException {
      if (name == null || name.equals(common.modelPackage().name())) {
        return common;
      }
      LoadedModel loaded = other;
      if (loaded == null || !name.equals(loaded.modelPackage().name())) {
        letGo();
        loaded = load(name);
        other = loaded;
      }
      return loaded;
    }

    private LoadedModel load(String name) throws ModelException {
      try {
        return session.hold(name).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof ModelException reason) {
          throw reason;
        }
        throw e;
      }
    }

    private void letGo() {
      LoadedModel loaded = other;
      other = null;
      if (loaded != null) {
        loaded.release();
      }
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
        atExit.close();
        letGo();
        common.release();
      }
    }
  }
}
