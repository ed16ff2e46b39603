package org.ctsr.engine.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.OutOfDeviceMemoryException;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.render.TileListener;
import org.ctsr.engine.render.TileScheduler;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;

/**
 * Tiles through the whole engine (cut out, network, quantised, pyramid, cache) against the bare
 * network on the same inputs.
 */
public final class TileBenchmark {
  private static final int ROUNDS = 3;

  private TileBenchmark() {}

  /**
   * Figures of a run.
   *
   * @param tiles tiles of the test photo
   * @param bareMillis network alone, a tile
   * @param engineMillis through the engine, a tile
   * @param megapixelsPerSecond enlarged pixels the engine gives
   */
  public record Result(
      int tiles, double bareMillis, double engineMillis, double megapixelsPerSecond) {
    /** Throughput of the engine as a share of the bare network's, per cent. */
    public double throughput() {
      return 100 * bareMillis / engineMillis;
    }
  }

  /**
   * Measures a grid of {@code side} by {@code side} tiles; both sides take turns, so that other
   * load meets them alike.
   */
  public static Result run(ModelRunner runner, int core, int side)
      throws OutOfDeviceMemoryException, InterruptedException {
    RgbImage photo = SyntheticPhoto.of(core * side, core * side);
    TileGrid grid =
        new TileGrid(photo.width(), photo.height(), core, runner.model().manifest().halo());
    TileUpscaler upscaler = new TileUpscaler(runner);
    for (Tile tile : grid.tilesIn(new Rectangle(0, 0, core, core))) {
      upscaler.upscale(photo, tile).close(); // warms up
    }
    Timings bare = new Timings();
    Timings engine = new Timings();
    for (int round = 0; round < ROUNDS; round++) {
      bare.add(bareForwards(runner, photo, grid) / grid.size());
      engine.add(throughEngine(upscaler, photo, grid) / grid.size());
    }
    int scale = runner.model().manifest().scale();
    double megapixels = photo.pixels() * (double) scale * scale / 1e6 / grid.size();
    return new Result(
        grid.size(),
        bare.medianMillis(),
        engine.medianMillis(),
        1000 * megapixels / engine.medianMillis());
  }

  private static double bareForwards(ModelRunner runner, RgbImage photo, TileGrid grid)
      throws OutOfDeviceMemoryException {
    List<float[]> inputs = new ArrayList<>();
    for (Tile tile : grid.tiles()) {
      Rectangle in = tile.input();
      int size = in.width() * in.height();
      float[] pixels = new float[3 * size];
      for (int c = 0; c < 3; c++) {
        photo.readRegion(c, in.x(), in.y(), in.width(), in.height(), pixels, c * size, in.width());
      }
      inputs.add(pixels);
    }
    long start = System.nanoTime();
    for (Tile tile : grid.tiles()) {
      Rectangle in = tile.input();
      runner
          .run(
              inputs.get(tile.row() * grid.columns() + tile.column()),
              in.width(),
              in.height(),
              new Rectangle(0, 0, in.width(), in.height()))
          .close();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double throughEngine(TileUpscaler upscaler, RgbImage photo, TileGrid grid)
      throws InterruptedException {
    CountDownLatch left = new CountDownLatch(grid.size());
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (TileCache cache = new TileCache(Runtime.getRuntime().maxMemory() / 4, null);
        TileScheduler scheduler = new TileScheduler(List.of(upscaler), cache)) {
      scheduler.addListener(
          new TileListener() {
            @Override
            public void tileReady(RenderPlan plan, Tile tile) {
              left.countDown();
            }

            @Override
            public void tileFailed(RenderPlan plan, Tile tile, Exception reason) {
              failure.set(reason);
              left.countDown();
            }
          });
      Rectangle all = new Rectangle(0, 0, photo.width(), photo.height());
      long start = System.nanoTime();
      scheduler.show(RenderPlan.around(photo, grid, "benchmark", "any", all, true));
      left.await();
      double seconds = (System.nanoTime() - start) / 1e9;
      Exception reason = failure.get();
      if (reason != null) {
        throw new IllegalStateException("a tile failed", reason);
      }
      return seconds;
    }
  }
}
