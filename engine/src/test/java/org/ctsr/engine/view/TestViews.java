package org.ctsr.engine.view;

import java.util.List;
import org.ctsr.engine.TestPhotos;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.tile.ArrayPlanes;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.tile.TileKey;
import org.ctsr.engine.tile.TilePyramid;

/** A photo with basis images made in code, cut into tiles of a chosen size. */
final class TestViews {
  static final int SCALE = 4;

  final RgbImage photo;
  final TileGrid grid;
  final TileCache cache = new TileCache(1L << 30, null);
  final ViewSource source;
  private final ArrayPlanes whole;

  /** A sample of a basis image, decoded. */
  static float value(ViewBasis view, int basis, int channel, int x, int y) {
    return view.sample(basis, channel, x, y) / (float) ViewBasis.UNIT - (basis == 0 ? 0.5f : 0);
  }

  TestViews(int width, int height, int core, ArrayPlanes whole) {
    this.photo = TestPhotos.photo(width, height, 5);
    this.grid = new TileGrid(width, height, core, 4);
    this.source = new ViewSource(photo, SCALE, grid, cache, "model", "float32");
    this.whole = whole;
  }

  /** Planes of the enlarged photo, the largest values in every tile alike. */
  static ArrayPlanes planes(int width, int height) {
    ArrayPlanes planes = ArrayPlanes.random(width * SCALE, height * SCALE, 3);
    // Every tile is quantised over its own range; equal ranges make tilings comparable exactly.
    for (int plane = 3; plane < 9; plane++) {
      for (int y = 0; y < height * SCALE; y += 8) {
        for (int x = 0; x < width * SCALE; x += 8) {
          planes.planes()[plane][y * width * SCALE + x] = 0.5f;
        }
      }
    }
    return planes;
  }

  void putAll() {
    grid.tiles().forEach(this::put);
  }

  void put(Tile tile) {
    List<BasisTile> levels = TilePyramid.build(cut(tile.core().times(SCALE)));
    for (int level = 0; level < levels.size(); level++) {
      putLevel(tile, level, levels.get(level));
    }
  }

  void putCoarse(Tile tile, int level) {
    putLevel(tile, level, TilePyramid.build(cut(tile.core().times(SCALE))).get(level));
  }

  private void putLevel(Tile tile, int level, BasisTile basis) {
    cache.put(
        new TileKey(photo.digest(), "model", "float32", tile.input(), tile.core(), level), basis);
  }

  private ArrayPlanes cut(Rectangle area) {
    float[][] planes = new float[9][area.width() * area.height()];
    for (int plane = 0; plane < 9; plane++) {
      for (int y = 0; y < area.height(); y++) {
        System.arraycopy(
            whole.planes()[plane],
            (area.y() + y) * whole.width() + area.x(),
            planes[plane],
            y * area.width(),
            area.width());
      }
    }
    return new ArrayPlanes(area.width(), area.height(), planes);
  }

  /** A whole window's frame. */
  static int[] blend(ViewBlender blender, ViewSampler sampler, Viewport viewport, Realness t) {
    ViewBasis basis = sampler.basis();
    int[] pixels = new int[basis.width() * basis.height()];
    blender.blend(
        basis,
        viewport,
        sampler.source().width(),
        sampler.source().height(),
        t,
        ViewBlender.Mode.RESULT,
        0,
        basis.width(),
        pixels,
        0,
        basis.width());
    return pixels;
  }
}
