package org.ctsr.engine.benchmark;

import java.util.List;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.tile.TilePyramid;
import org.ctsr.engine.view.StripPool;
import org.ctsr.engine.view.ViewBasis;
import org.ctsr.engine.view.ViewBlender;
import org.ctsr.engine.view.ViewSampler;
import org.ctsr.engine.view.ViewSource;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.Nullable;

/** What a window of 1600x1000 pixels costs: to bring it to the screen, and to follow the slider. */
public final class ViewBenchmark {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;
  private static final int FRAMES = 200;

  private ViewBenchmark() {}

  /**
   * Figures of a run.
   *
   * @param blendMedianMillis a new realness on a cached view, median
   * @param blendP95Millis the same, 95th percentile
   * @param fillMillis resampling the whole view at 80 %, median
   * @param evaluations network evaluations caused by all of that; must be 0
   */
  public record Result(
      double blendMedianMillis, double blendP95Millis, double fillMillis, long evaluations) {}

  /** Measures a view at 80 % (resampled) whose tiles are in the cache. */
  public static Result run(ModelRunner runner, int core) throws OutOfDeviceMemoryException {
    int scale = runner.model().manifest().scale();
    RgbImage photo = SyntheticPhoto.of(640, 400);
    TileGrid grid =
        new TileGrid(photo.width(), photo.height(), core, runner.model().manifest().halo());
    try (TileCache cache = new TileCache(Long.MAX_VALUE, null);
        StripPool pool = StripPool.forThisMachine()) {
      ViewSource source =
          new ViewSource(photo, scale, grid, cache, runner.model().digest(), runner.precision());
      Viewport viewport =
          Viewport.centred(0.8, photo.width() * 2.0, photo.height() * 2.0, WIDTH, HEIGHT);
      fillCache(source.plan(viewport, true), new TileUpscaler(runner), cache);
      long before = runner.evaluations();
      ViewSampler sampler = new ViewSampler(source, ViewSampler.Content.RESULT, pool);
      Timings fill = new Timings();
      for (int i = 0; i < 12; i++) {
        Viewport elsewhere =
            Viewport.centred(
                0.8 + 0.001 * i, photo.width() * 2.0, photo.height() * 2.0, WIDTH, HEIGHT);
        long start = System.nanoTime();
        sampler.moveTo(elsewhere);
        sampler.refresh();
        fill.since(start);
        viewport = elsewhere;
      }
      Timings blend = blends(sampler.basis(), viewport, source, pool);
      return new Result(
          blend.medianMillis(),
          blend.p95Millis(),
          fill.medianMillis(),
          runner.evaluations() - before);
    }
  }

  private static Timings blends(
      ViewBasis basis, Viewport viewport, ViewSource source, StripPool pool) {
    ViewBlender blender = new ViewBlender(pool);
    int[] pixels = new int[WIDTH * HEIGHT];
    Timings blend = new Timings();
    for (int i = -FRAMES / 4; i < FRAMES; i++) {
      Realness t = Realness.of(Math.abs(i % 100) / 100.0);
      long start = System.nanoTime();
      blender.blend(
          basis,
          viewport,
          source.width(),
          source.height(),
          t,
          ViewBlender.Mode.RESULT,
          0,
          WIDTH,
          pixels,
          0,
          WIDTH);
      if (i >= 0) {
        blend.since(start);
      }
    }
    return blend;
  }

  private static void fillCache(@Nullable RenderPlan plan, TileUpscaler upscaler, TileCache cache)
      throws OutOfDeviceMemoryException {
    if (plan == null) {
      throw new IllegalStateException("the view shows no tiles");
    }
    for (Tile tile : plan.tiles()) {
      try (BasisPlanes planes = upscaler.upscale(plan.photo(), tile)) {
        List<BasisTile> levels = TilePyramid.build(planes);
        for (int level = 0; level < levels.size(); level++) {
          cache.put(plan.key(tile, level), levels.get(level));
        }
      }
    }
  }
}
