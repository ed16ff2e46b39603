package org.ctsr.engine.render;

import java.util.Comparator;
import java.util.List;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.tile.TileKey;

/**
 * What a view wants: the tiles of one photo in the order in which they are to be computed, visible
 * ones first.
 *
 * @param photo the small photo
 * @param modelDigest identity of the networks
 * @param precision arithmetic of the networks
 * @param tiles tiles wanted, most urgent first
 * @param near how many of them, from the first on, are in view or next to it
 * @param level pyramid level the view is made of; 0 for the full size
 */
public record RenderPlan(
    RgbImage photo, String modelDigest, String precision, List<Tile> tiles, int near, int level) {

  /**
   * As below, for a view at full size.
   *
   * @param view the part of the small photo on the screen, LR pixels
   * @param wholePhoto whether tiles far from the view are wanted too
   */
  public static RenderPlan around(
      RgbImage photo,
      TileGrid grid,
      String modelDigest,
      String precision,
      Rectangle view,
      boolean wholePhoto) {
    return around(photo, grid, modelDigest, precision, view, wholePhoto, 0);
  }

  /**
   * The tiles in view from the centre outwards, then a margin of one tile around the view, then, if
   * the whole photo is wanted, the rest.
   *
   * @param view the part of the small photo on the screen, LR pixels
   * @param wholePhoto whether tiles far from the view are wanted too
   * @param level pyramid level the view is made of
   */
  public static RenderPlan around(
      RgbImage photo,
      TileGrid grid,
      String modelDigest,
      String precision,
      Rectangle view,
      boolean wholePhoto,
      int level) {
    double centreX = view.x() + view.width() / 2.0;
    double centreY = view.y() + view.height() / 2.0;
    Rectangle margin =
        view.grow(Math.max(grid.coreWidth(), grid.coreHeight()), grid.width(), grid.height());
    List<Tile> candidates = wholePhoto ? grid.tiles() : grid.tilesIn(margin);
    List<Tile> ordered =
        candidates.stream()
            .sorted(
                Comparator.<Tile>comparingInt(tile -> ring(tile, view, margin))
                    .thenComparingDouble(tile -> distance(tile, centreX, centreY)))
            .toList();
    int near = (int) ordered.stream().filter(tile -> tile.core().intersects(margin)).count();
    return new RenderPlan(photo, modelDigest, precision, ordered, near, level);
  }

  private static int ring(Tile tile, Rectangle view, Rectangle margin) {
    if (tile.core().intersects(view)) {
      return 0;
    }
    return tile.core().intersects(margin) ? 1 : 2;
  }

  private static double distance(Tile tile, double x, double y) {
    double dx = tile.core().x() + tile.core().width() / 2.0 - x;
    double dy = tile.core().y() + tile.core().height() / 2.0 - y;
    return dx * dx + dy * dy;
  }

  /**
   * Cache key of what must be there of the tile at a place of the list: near the view the level
   * that it shows, since levels leave the cache one by one; elsewhere the full size.
   */
  public TileKey wantedKey(int index) {
    return key(tiles.get(index), index < near ? level : 0);
  }

  /** Cache key of one of the tiles at a pyramid level. */
  public TileKey key(Tile tile, int level) {
    return new TileKey(photo.digest(), modelDigest, precision, tile.input(), tile.core(), level);
  }
}
