package org.ctsr.engine.view;

import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.tile.TilePyramid;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of one pyramid level as one picture, seen from one tile: where a neighbour is missing,
 * that tile's border is continued.
 */
final class TileMosaic implements SampleRows {
  private final TileGrid grid;
  private final @Nullable BasisTile[] tiles;
  private final int coreWidth;
  private final int coreHeight;
  private final int width;
  private final int height;
  private final int homeColumn;
  private final int homeRow;
  private final BasisTile home;

  /**
   * @param tiles the level's tiles in the order of the grid, null where missing
   * @param home the tile at the home position
   */
  TileMosaic(
      TileGrid grid,
      int scale,
      int level,
      @Nullable BasisTile[] tiles,
      BasisTile home,
      int homeColumn,
      int homeRow) {
    this.grid = grid;
    this.tiles = tiles;
    this.coreWidth = grid.coreWidth() * scale >> level;
    this.coreHeight = grid.coreHeight() * scale >> level;
    this.width = TilePyramid.reduced(grid.width() * scale, level);
    this.height = TilePyramid.reduced(grid.height() * scale, level);
    this.home = home;
    this.homeColumn = homeColumn;
    this.homeRow = homeRow;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public boolean hasDetail() {
    return true;
  }

  @Override
  public void read(int basis, int channel, int y, int x, int count, float[] target, int offset) {
    int row = Math.min(grid.rows() - 1, y / coreHeight);
    int done = 0;
    while (done < count) {
      int at = x + done;
      int column = Math.min(grid.columns() - 1, at / coreWidth);
      int end = column == grid.columns() - 1 ? width : (column + 1) * coreWidth;
      int length = Math.min(count - done, end - at);
      BasisTile tile = tiles[row * grid.columns() + column];
      if (tile != null) {
        int start = (y - row * coreHeight) * tile.width() + at - column * coreWidth;
        decode(tile, basis, channel, start, length, target, offset + done);
      } else {
        continueHome(basis, channel, y, at, length, target, offset + done);
      }
      done += length;
    }
  }

  private void continueHome(
      int basis, int channel, int y, int x, int count, float[] target, int offset) {
    int row = Math.max(0, Math.min(home.height() - 1, y - homeRow * coreHeight));
    for (int i = 0; i < count; i++) {
      int column = Math.max(0, Math.min(home.width() - 1, x + i - homeColumn * coreWidth));
      decode(home, basis, channel, row * home.width() + column, 1, target, offset + i);
    }
  }

  private static void decode(
      BasisTile tile, int basis, int channel, int start, int count, float[] target, int offset) {
    int plane = tile.width() * tile.height();
    if (basis == 0) {
      short[] samples = tile.base();
      int from = channel * plane + start;
      for (int i = 0; i < count; i++) {
        target[offset + i] = samples[from + i] & 0xffff;
      }
      return;
    }
    byte[] samples = tile.detail();
    float step = tile.scale(basis, channel) * ViewBasis.UNIT;
    int from = ((basis - 1) * 3 + channel) * plane + start;
    for (int i = 0; i < count; i++) {
      target[offset + i] = samples[from + i] * step;
    }
  }
}
