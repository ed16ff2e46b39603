package org.ctsr.engine.view;

import java.util.Arrays;
import java.util.Random;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.tile.TileKey;

/** Measures how long a window's pixels take when realness, position or zoom change. */
public final class ViewBenchmark {
  private static final int SCALE = 4;
  private static final int WARM_UP = 60;

  private ViewBenchmark() {}

  /**
   * Times of one kind of change, in milliseconds.
   *
   * @param name what was changed
   * @param median middle of the times
   * @param percentile95 exceeded by one change in twenty
   * @param worst longest
   */
  public record Timing(String name, double median, double percentile95, double worst) {
    static Timing of(String name, double[] millis) {
      double[] sorted = millis.clone();
      Arrays.sort(sorted);
      return new Timing(
          name,
          sorted[sorted.length / 2],
          sorted[(int) (sorted.length * 0.95)],
          sorted[sorted.length - 1]);
    }
  }

  /**
   * Measures a window of {@code width x height} over random basis images.
   *
   * @param frames changes of each kind that are timed
   */
  public static java.util.List<Timing> run(int width, int height, int frames, StripPool pool) {
    int photoWidth = width / 2;
    int photoHeight = height / 2;
    TileGrid grid = new TileGrid(photoWidth, photoHeight, 256, 16);
    try (TileCache cache = new TileCache(Long.MAX_VALUE, null)) {
      RgbImage photo = photo(photoWidth, photoHeight);
      ViewSource source = new ViewSource(photo, SCALE, grid, cache, "benchmark", "float32");
      fill(cache, grid, photo);
      ViewSampler sampler = new ViewSampler(source, ViewSampler.Content.RESULT, pool);
      Viewport full = new Viewport(1, width / 4, height / 4, width, height);
      sampler.moveTo(full);
      ViewBlender blender = new ViewBlender(pool);
      int[] pixels = new int[width * height];
      RealnessMap map = new RealnessMap(256, 160, new float[256 * 160]);
      return java.util.List.of(
          time(
              "realness (one number)",
              frames,
              i -> blend(blender, sampler, full, Realness.of(i % 101 / 100.0), pixels)),
          time("realness (painted)", frames, i -> blend(blender, sampler, full, map, pixels)),
          time(
              "move by 12, 7 pixels",
              frames,
              i -> sampler.moveTo(full.movedBy(12 * (i % 9), 7 * (i % 9)))),
          time(
              "100 % anew",
              frames / 4,
              i -> {
                sampler.moveTo(new Viewport(0.5, 0, 0, width, height));
                sampler.moveTo(full);
              }),
          time(
              "zoom 60-95 %",
              frames / 4,
              i -> sampler.moveTo(new Viewport(0.6 + i % 8 * 0.05, 0, 0, width, height))),
          time(
              "zoom 110-380 %",
              frames / 4,
              i -> sampler.moveTo(new Viewport(1.1 + i % 10 * 0.3, 0, 0, width, height))));
    }
  }

  private interface Change {
    void apply(int i);
  }

  private static Timing time(String name, int count, Change change) {
    for (int i = 0; i < Math.min(WARM_UP, count); i++) {
      change.apply(i);
    }
    double[] millis = new double[Math.max(1, count)];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      change.apply(i + 1);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return Timing.of(name, millis);
  }

  private static void blend(
      ViewBlender blender, ViewSampler sampler, Viewport view, Realness t, int[] pixels) {
    blender.blend(
        sampler.basis(),
        view,
        sampler.source().width(),
        sampler.source().height(),
        t,
        ViewBlender.Mode.RESULT,
        0,
        view.width(),
        pixels,
        0,
        view.width());
  }

  private static RgbImage photo(int width, int height) {
    byte[] samples = new byte[width * height];
    new Random(1).nextBytes(samples);
    return RgbImage.grey(width, height, SamplePlane.of(samples), null, Metadata.NONE);
  }

  private static void fill(TileCache cache, TileGrid grid, RgbImage photo) {
    Random random = new Random(2);
    for (Tile tile : grid.tiles()) {
      for (int level = 0; level <= 1; level++) {
        int width = tile.core().width() * SCALE >> level;
        int height = tile.core().height() * SCALE >> level;
        float[][] planes = new float[9][width * height];
        for (float[] plane : planes) {
          for (int i = 0; i < plane.length; i++) {
            plane[i] = random.nextFloat();
          }
        }
        cache.put(
            new TileKey(photo.digest(), "benchmark", "float32", tile.input(), tile.core(), level),
            BasisTile.quantise(planes, width, height));
      }
    }
  }
}
