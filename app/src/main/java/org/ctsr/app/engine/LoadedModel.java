package org.ctsr.app.engine;

import java.util.List;
import java.util.function.Consumer;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileSize;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelException;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.render.TileListener;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;

/**
 * A model that runs: its network and the scheduler of its tiles.
 *
 * <p>It stays loaded while somebody holds it: an export that began with it ends with it, also when
 * the window has gone on to another model.
 */
public final class LoadedModel {
  private final ModelRunner runner;

  /** Asked once: what is cached depends on the size of tiles. */
  private final long tileBudget;

  private final TileScheduler scheduler;
  private int holders = 1;

  private LoadedModel(ModelRunner runner, TileScheduler scheduler) {
    this.runner = runner;
    this.tileBudget = TileSize.budget(runner.isOnGpu());
    this.scheduler = scheduler;
  }

  static LoadedModel load(
      ModelPackage model,
      DeviceChoice device,
      int threads,
      TileCache cache,
      TileListener listener,
      Consumer<String> notice)
      throws ModelException {
    ModelRunner runner = ModelRunner.load(model, device, threads, notice);
    TileScheduler scheduler = new TileScheduler(List.of(new TileUpscaler(runner)), cache, true);
    scheduler.addListener(listener);
    return new LoadedModel(runner, scheduler);
  }

  /** What it was loaded from. */
  public ModelPackage modelPackage() {
    return runner.model();
  }

  /** Runs the networks. */
  public ModelRunner runner() {
    return runner;
  }

  /** Computes tiles for views and exports. */
  public TileScheduler scheduler() {
    return scheduler;
  }

  /** The tiles of a photo in views. */
  public TileGrid grid(RgbImage photo) {
    return new TileGrid(
        photo.width(), photo.height(), core(TileSize.Use.VIEW), modelPackage().manifest().halo());
  }

  /** Side of a tile's core in exports, pixels of the photo. */
  public int exportCore() {
    return core(TileSize.Use.EXPORT);
  }

  private int core(TileSize.Use use) {
    return TileSize.choose(modelPackage().manifest(), tileBudget, runner.isOnGpu(), use);
  }

  /**
   * Keeps the model loaded until {@link #release}.
   *
   * @throws IllegalStateException if it has been unloaded
   */
  public void hold() {
    if (!tryHold()) {
      throw new IllegalStateException("the model has been unloaded");
    }
  }

  /** As {@link #hold}, but false if it has been unloaded. */
  synchronized boolean tryHold() {
    if (holders == 0) {
      return false;
    }
    holders++;
    return true;
  }

  /** Gives up a hold; the last one unloads the model, which waits for the tile in flight. */
  public void release() {
    synchronized (this) {
      if (holders == 0 || --holders > 0) {
        return;
      }
    }
    scheduler.close();
    runner.close();
  }
}
