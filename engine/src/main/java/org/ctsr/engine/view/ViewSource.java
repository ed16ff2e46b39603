package org.ctsr.engine.view;

import java.util.Objects;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.ScreenColors;
import org.ctsr.engine.render.RenderPlan;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileCache;
import org.ctsr.engine.tile.TileGrid;
import org.ctsr.engine.tile.TileKey;
import org.ctsr.engine.tile.TilePyramid;
import org.jspecify.annotations.Nullable;

/** An enlarged photo that a view can be made of: the photo, its tiles, and where they are kept. */
public final class ViewSource {
  private final PhotoPyramid photo;
  private final int scale;
  private final TileGrid grid;
  private final TileCache cache;
  private final @Nullable String model;
  private final String precision;
  private boolean colorsKnown;
  private @Nullable ScreenColors colors;

  /**
   * @param photo the small photo
   * @param scale how much larger the result is
   * @param grid the tiles the scheduler computes
   * @param cache where they are found
   * @param model digest of the networks; null if there is no model, so that only the enlarged photo
   *     is shown
   * @param precision arithmetic of the networks
   */
  public ViewSource(
      RgbImage photo,
      int scale,
      TileGrid grid,
      TileCache cache,
      @Nullable String model,
      String precision) {
    if (grid.width() != photo.width() || grid.height() != photo.height()) {
      throw new IllegalArgumentException("the grid is of another photo");
    }
    this.photo = new PhotoPyramid(photo);
    this.scale = scale;
    this.grid = grid;
    this.cache = cache;
    this.model = model;
    this.precision = precision;
  }

  /** The small photo. */
  public RgbImage photo() {
    return photo.photo();
  }

  /** How much larger the result is. */
  public int scale() {
    return scale;
  }

  /** The tiles. */
  public TileGrid grid() {
    return grid;
  }

  /** Columns of the enlarged picture. */
  public int width() {
    return Math.multiplyExact(grid.width(), scale);
  }

  /** Rows of the enlarged picture. */
  public int height() {
    return Math.multiplyExact(grid.height(), scale);
  }

  /** Whether the other shows the same model's tiles. */
  public boolean isOfModelOf(ViewSource other) {
    return Objects.equals(model, other.model) && precision.equals(other.precision);
  }

  /** Whether there can be tiles at all. */
  public boolean hasModel() {
    return model != null;
  }

  /**
   * What brings the photo's colours to the screen, made when it is first needed; null if nothing.
   */
  public synchronized @Nullable ScreenColors screenColors() {
    if (!colorsKnown) {
      colors = ScreenColors.of(photo());
      colorsKnown = true;
    }
    return colors;
  }

  PhotoPyramid pyramid() {
    return photo;
  }

  /** The coarsest pyramid level whose tiles meet at whole pixels. */
  int coarsestLevel() {
    return Math.min(
        TilePyramid.LEVELS - 1, Integer.numberOfTrailingZeros(TileGrid.ALIGNMENT * scale));
  }

  /** The coarsest pyramid level that has at least as many pixels as the window. */
  int levelFor(Viewport viewport) {
    int level = 0;
    while (level < coarsestLevel() && viewport.zoom() * (2 << level) <= 1 + 1e-9) {
      level++;
    }
    return level;
  }

  /** Key of a tile; only where {@link #hasModel()}. */
  private TileKey key(Tile tile, int level) {
    String digest = model;
    if (digest == null) {
      throw new IllegalStateException("no model, no tiles");
    }
    return new TileKey(photo().digest(), digest, precision, tile.input(), tile.core(), level);
  }

  /** A tile on the heap; null if it is not there. */
  @Nullable BasisTile peek(Tile tile, int level) {
    return model == null ? null : cache.peek(key(tile, level));
  }

  /** A tile from heap or disk; null if it is in neither. */
  @Nullable BasisTile get(Tile tile, int level) {
    return model == null ? null : cache.get(key(tile, level));
  }

  /** Whether a tile is on the heap or on disk. */
  public boolean isReady(Tile tile, int level) {
    return model != null && cache.contains(key(tile, level));
  }

  /**
   * What a view needs computed; null without a model or a picture in the window.
   *
   * @param wholePhoto whether tiles far from the view are wanted too, provided that the cache has
   *     room for all: otherwise they would push each other out, and be computed again for ever
   */
  public @Nullable RenderPlan plan(Viewport viewport, boolean wholePhoto) {
    Rectangle area = viewport.pictureArea(width(), height());
    if (model == null || area == null) {
      return null;
    }
    int left = area.x() / scale;
    int top = area.y() / scale;
    Rectangle small =
        new Rectangle(
            left,
            top,
            (area.right() + scale - 1) / scale - left,
            (area.bottom() + scale - 1) / scale - top);
    // Each level has a quarter of the pixels of the one before.
    long bytes = photo().pixels() * scale * scale * BasisTile.BYTES_PER_PIXEL / 3 * 4;
    return RenderPlan.around(
        photo(),
        grid,
        model,
        precision,
        small,
        wholePhoto && cache.hasRoomFor(bytes),
        levelFor(viewport));
  }
}
