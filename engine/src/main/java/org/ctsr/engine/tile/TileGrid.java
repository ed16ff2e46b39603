package org.ctsr.engine.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Partition of a photo into tiles of nearly equal cores, each surrounded by a halo.
 *
 * <p>A tile's result depends on the photo alone (core plus halo, cropped, never blended with its
 * neighbours), so results can be cached and there are no seams. Cores start at multiples of {@value
 * #ALIGNMENT} so that tiles of the pyramid levels meet at whole pixels. Grids with the same tiles
 * are equal.
 */
public final class TileGrid {
  /** Cores start at multiples of this many LR pixels. */
  public static final int ALIGNMENT = 16;

  private final int width;
  private final int height;
  private final int halo;
  private final int coreWidth;
  private final int coreHeight;
  private final int columns;
  private final int rows;

  /**
   * @param width columns of the small photo
   * @param height rows of the small photo
   * @param core largest side of a core, LR pixels; rounded to a multiple of {@value #ALIGNMENT}
   * @param halo LR pixels around a core
   */
  public TileGrid(int width, int height, int core, int halo) {
    this(width, height, core, core, halo);
  }

  /**
   * @param width columns of the small photo
   * @param height rows of the small photo
   * @param coreWidth largest width of a core, LR pixels; rounded to a multiple of {@value
   *     #ALIGNMENT}
   * @param coreHeight largest height of a core, likewise
   * @param halo LR pixels around a core
   */
  public TileGrid(int width, int height, int coreWidth, int coreHeight, int halo) {
    if (width < 1 || height < 1 || coreWidth < 1 || coreHeight < 1 || halo < 0) {
      throw new IllegalArgumentException(
          "no grid for a "
              + width
              + "x"
              + height
              + " photo, core "
              + coreWidth
              + "x"
              + coreHeight
              + ", halo "
              + halo);
    }
    this.width = width;
    this.height = height;
    this.halo = halo;
    this.coreWidth = evenCore(width, coreWidth);
    this.coreHeight = evenCore(height, coreHeight);
    this.columns = (width + this.coreWidth - 1) / this.coreWidth;
    this.rows = (height + this.coreHeight - 1) / this.coreHeight;
  }

  /**
   * Spreads the length over the fewest cores that are no longer than asked, all but the last of one
   * length.
   */
  private static int evenCore(int length, int core) {
    int largest = Math.max(ALIGNMENT, core / ALIGNMENT * ALIGNMENT);
    int count = (length + largest - 1) / largest;
    int even = (length + count - 1) / count;
    return (even + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Tiles in a row. */
  public int columns() {
    return columns;
  }

  /** Rows of tiles. */
  public int rows() {
    return rows;
  }

  /** Tiles in all. */
  public int size() {
    return columns * rows;
  }

  /** Width of every core but those of the last column, LR pixels. */
  public int coreWidth() {
    return coreWidth;
  }

  /** Height of every core but those of the last row, LR pixels. */
  public int coreHeight() {
    return coreHeight;
  }

  /** Columns of the small photo. */
  public int width() {
    return width;
  }

  /** Rows of the small photo. */
  public int height() {
    return height;
  }

  /**
   * The tile at a grid position.
   *
   * @throws IndexOutOfBoundsException outside the grid
   */
  public Tile tile(int column, int row) {
    if (column < 0 || column >= columns || row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException(
          "tile " + column + "," + row + " of a " + columns + "x" + rows + " grid");
    }
    int x = column * coreWidth;
    int y = row * coreHeight;
    Rectangle core =
        new Rectangle(x, y, Math.min(coreWidth, width - x), Math.min(coreHeight, height - y));
    return new Tile(column, row, core, core.grow(halo, width, height));
  }

  /** All tiles, row after row. */
  public List<Tile> tiles() {
    List<Tile> all = new ArrayList<>(size());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        all.add(tile(column, row));
      }
    }
    return all;
  }

  /** The tiles whose core shares a pixel with {@code area} (LR pixels), row after row. */
  public List<Tile> tilesIn(Rectangle area) {
    List<Tile> found = new ArrayList<>();
    int firstColumn = Math.max(0, area.x() / coreWidth);
    int lastColumn = Math.min(columns - 1, (area.right() - 1) / coreWidth);
    int firstRow = Math.max(0, area.y() / coreHeight);
    int lastRow = Math.min(rows - 1, (area.bottom() - 1) / coreHeight);
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        found.add(tile(column, row));
      }
    }
    return found;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TileGrid grid
        && width == grid.width
        && height == grid.height
        && halo == grid.halo
        && coreWidth == grid.coreWidth
        && coreHeight == grid.coreHeight;
  }

  @Override
  public int hashCode() {
    return Objects.hash(width, height, halo, coreWidth, coreHeight);
  }
}
