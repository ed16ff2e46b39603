package org.ctsr.engine.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link ViewBasis} of a window up to date: from the tiles at the pyramid level that fits
 * the zoom, else from coarser levels, else from the enlarged photo.
 *
 * <p>Moving the picture copies what stays in the window; a tile that arrives is resampled alone. At
 * 100 % samples are copied exactly. Used by one thread, with the help of a pool.
 */
public final class ViewSampler {
  /** From this zoom on pixels of the result are shown as squares. */
  public static final double NEAREST_FROM = 4;

  private static final int STRIP_ROWS = 64;

  /** Quality of a tile that is shown as the enlarged photo. */
  private static final byte PHOTO = 100;

  /** Quality of a tile outside the window. */
  private static final byte NOT_SHOWN = 101;

  /** What is shown. */
  public enum Content {
    /** The result of the networks. */
    RESULT,
    /** The photo, enlarged with a smooth filter. */
    PHOTO_SMOOTH,
    /** The photo, its pixels as squares. */
    PHOTO_NEAREST,
    /** The photo's transparency, as three equal channels, enlarged with a smooth filter. */
    ALPHA
  }

  private final ViewSource source;
  private final StripPool pool;
  private final Content content;
  private final AreaSampler[] samplers;
  private final byte[] quality;
  private final Map<Integer, FilterTable[]> tables = new HashMap<>();
  private @Nullable Viewport viewport;
  private ViewBasis basis = new ViewBasis(1, 1, 1);
  private @Nullable PhotoRows photoRows;

  /** A sampler that has not seen a window yet. */
  public ViewSampler(ViewSource source, Content content, StripPool pool) {
    this.source = source;
    this.pool = pool;
    this.content = content;
    this.samplers = new AreaSampler[pool.workers()];
    for (int i = 0; i < samplers.length; i++) {
      samplers[i] = new AreaSampler();
    }
    this.quality = new byte[source.grid().size()];
    Arrays.fill(quality, NOT_SHOWN);
  }

  /** What it samples. */
  public ViewSource source() {
    return source;
  }

  /** The basis images at the window's pixels, as of the last call. */
  public ViewBasis basis() {
    return basis;
  }

  /** Shows another part of the picture; returns whether anything changed. */
  public boolean moveTo(Viewport target) {
    Viewport before = viewport;
    if (target.equals(before)) {
      return false;
    }
    viewport = target;
    tables.clear();
    photoRows = null;
    if (basis.width() != target.width()
        || basis.height() != target.height()
        || basis.hasDetail() != (content == Content.RESULT)) {
      int bases = content == Content.RESULT ? BasisPlanes.BASES : 1;
      basis = new ViewBasis(target.width(), target.height(), bases);
      before = null;
    }
    basis.setPicture(target.visible(0, 0, source.width(), source.height()));
    if (before == null || before.zoom() != target.zoom()) {
      Arrays.fill(quality, NOT_SHOWN);
      sampleAreas(List.of(new Rectangle(0, 0, target.width(), target.height())), target);
      return true;
    }
    int dx = target.x() - before.x();
    int dy = target.y() - before.y();
    basis.scroll(dx, dy, pool);
    sampleAreas(uncovered(target.width(), target.height(), dx, dy), target);
    return true;
  }

  /** The parts of the window that come into view when the picture moves. */
  private static List<Rectangle> uncovered(int width, int height, int dx, int dy) {
    if (Math.abs(dx) >= width || Math.abs(dy) >= height) {
      return List.of(new Rectangle(0, 0, width, height));
    }
    List<Rectangle> areas = new ArrayList<>();
    int top = Math.max(0, -dy);
    int bottom = height - Math.max(0, dy);
    if (dy != 0) {
      areas.add(new Rectangle(0, dy > 0 ? bottom : 0, width, Math.abs(dy)));
    }
    if (dx != 0) {
      areas.add(new Rectangle(dx > 0 ? width - dx : 0, top, Math.abs(dx), bottom - top));
    }
    return areas;
  }

  /** Shows tiles that have become available since; returns whether anything changed. */
  public boolean refresh() {
    Viewport view = viewport;
    if (view == null || content != Content.RESULT) {
      return false;
    }
    return sampleAreas(List.of(), view);
  }

  /** The areas of the window whose pixels are not final yet: one for each such tile. */
  public List<Rectangle> provisional() {
    Viewport view = viewport;
    List<Rectangle> areas = new ArrayList<>();
    if (view != null && content == Content.RESULT) {
      for (Tile tile : visibleTiles(view)) {
        Rectangle area = onScreen(tile, view);
        if (area != null && quality[index(tile)] != wantedLevel(view)) {
          areas.add(area);
        }
      }
    }
    return areas;
  }

  /**
   * Brings one tile of the window back from disk, if there is such a tile; {@link #refresh} then
   * shows it.
   */
  public boolean fetchOne() {
    Viewport view = viewport;
    if (view == null || content != Content.RESULT) {
      return false;
    }
    int level = wantedLevel(view);
    for (Tile tile : visibleTiles(view)) {
      if (quality[index(tile)] != level && source.isReady(tile, level)) {
        return source.get(tile, level) != null;
      }
    }
    return false;
  }

  /** Tiles with a pixel in the window. */
  private List<Tile> visibleTiles(Viewport view) {
    return tilesNear(view, 0);
  }

  /** Tiles with a pixel in the window or within {@code margin} screen pixels around it. */
  private List<Tile> tilesNear(Viewport view, int margin) {
    Rectangle area =
        new Viewport(
                view.zoom(),
                view.x() - margin,
                view.y() - margin,
                view.width() + 2 * margin,
                view.height() + 2 * margin)
            .pictureArea(source.width(), source.height());
    if (area == null) {
      return List.of();
    }
    int scale = source.scale();
    int left = area.x() / scale;
    int top = area.y() / scale;
    return source
        .grid()
        .tilesIn(
            new Rectangle(
                left,
                top,
                (area.right() + scale - 1) / scale - left,
                (area.bottom() + scale - 1) / scale - top));
  }

  private int index(Tile tile) {
    return tile.row() * source.grid().columns() + tile.column();
  }

  private @Nullable Rectangle onScreen(Tile tile, Viewport view) {
    Rectangle core = tile.core().times(source.scale());
    return view.visible(core.x(), core.y(), core.right(), core.bottom());
  }

  private byte wantedLevel(Viewport view) {
    return (byte) source.levelFor(view);
  }

  /** The best level on the heap, or {@link #PHOTO}. */
  private byte available(Tile tile, Viewport view) {
    if (content != Content.RESULT || !source.hasModel()) {
      return PHOTO;
    }
    for (int level = wantedLevel(view); level <= source.coarsestLevel(); level++) {
      if (source.peek(tile, level) != null) {
        return (byte) level;
      }
    }
    return PHOTO;
  }

  /** One strip of one tile. */
  private record Job(SampleRows rows, FilterTable columns, FilterTable lines, Rectangle area) {}

  /** Samples areas that show nothing yet, and tiles that became better; returns if any did. */
  private boolean sampleAreas(List<Rectangle> uncovered, Viewport view) {
    // A tile just outside the window still shows in its last pixels.
    List<Tile> tiles =
        content == Content.RESULT
            ? tilesNear(view, reach(wantedLevel(view), view))
            : visibleTiles(view);
    byte[] before = quality.clone();
    Arrays.fill(quality, NOT_SHOWN);
    List<Rectangle> areas = new ArrayList<>(uncovered);
    for (Tile tile : tiles) {
      // A tile that was dropped from memory meanwhile stays in the window until it is back.
      byte now = available(tile, view);
      byte shown = before[index(tile)];
      quality[index(tile)] = now;
      if (now < shown && shown != NOT_SHOWN) {
        Rectangle core = tile.core().times(source.scale());
        int reach = reach(now, view);
        // Also next to the tile, where neighbours continued their own border instead.
        Rectangle area =
            view.visible(
                core.x() - reach / view.zoom(),
                core.y() - reach / view.zoom(),
                core.right() + reach / view.zoom(),
                core.bottom() + reach / view.zoom());
        if (area != null) {
          areas.add(area);
        }
      }
    }
    if (areas.isEmpty()) {
      return false;
    }
    Snapshot snapshot = new Snapshot();
    List<Job> jobs = new ArrayList<>();
    for (Tile tile : tiles) {
      Rectangle whole = onScreen(tile, view);
      if (whole != null) {
        for (Rectangle area : areas) {
          addJobs(tile, intersection(whole, area), view, snapshot, jobs);
        }
      }
    }
    pool.run(
        jobs.size(),
        (strip, worker) -> {
          Job job = jobs.get(strip);
          samplers[worker].sample(job.rows, job.columns, job.lines, job.area, basis);
        });
    return true;
  }

  /** How far, in window pixels, a tile's samples show beyond the tile. */
  private int reach(byte level, Viewport view) {
    if (level == PHOTO) {
      return 0;
    }
    FilterTable[] both = tables(level, view.zoom() * (1 << level), view);
    return (int) Math.ceil(both[0].taps() * Math.max(1, view.zoom() * (1 << level)));
  }

  private static @Nullable Rectangle intersection(Rectangle a, Rectangle b) {
    int left = Math.max(a.x(), b.x());
    int top = Math.max(a.y(), b.y());
    int right = Math.min(a.right(), b.right());
    int bottom = Math.min(a.bottom(), b.bottom());
    return left < right && top < bottom
        ? new Rectangle(left, top, right - left, bottom - top)
        : null;
  }

  private void addJobs(
      Tile tile, @Nullable Rectangle area, Viewport view, Snapshot snapshot, List<Job> jobs) {
    if (area == null) {
      return;
    }
    byte level = quality[index(tile)];
    SampleRows rows = level == PHOTO ? null : snapshot.mosaic(tile, level);
    FilterTable[] both;
    if (rows == null) {
      quality[index(tile)] = PHOTO;
      double photoZoom = view.zoom() * source.scale();
      int reduced = content == Content.PHOTO_NEAREST ? 0 : source.pyramid().levelFor(photoZoom);
      rows = photo(reduced);
      both = tables(PHOTO, photoZoom * (1 << reduced), view);
    } else {
      both = tables(level, view.zoom() * (1 << level), view);
    }
    for (int y = area.y(); y < area.bottom(); y += STRIP_ROWS) {
      Rectangle strip =
          new Rectangle(area.x(), y, area.width(), Math.min(STRIP_ROWS, area.bottom() - y));
      jobs.add(new Job(rows, both[0], both[1], strip));
    }
  }

  private PhotoRows photo(int level) {
    PhotoRows rows = photoRows;
    if (rows == null) {
      RgbImage image = source.pyramid().level(level);
      rows = new PhotoRows(image, content == Content.ALPHA);
      photoRows = rows;
    }
    return rows;
  }

  private FilterTable[] tables(byte level, double zoom, Viewport view) {
    return tables.computeIfAbsent(
        (int) level,
        unused -> {
          FilterTable.Kernel kernel = kernel(level, view);
          return new FilterTable[] {
            FilterTable.of(view.x(), view.width(), zoom, kernel),
            FilterTable.of(view.y(), view.height(), zoom, kernel)
          };
        });
  }

  private FilterTable.Kernel kernel(byte level, Viewport view) {
    boolean squares =
        switch (content) {
          case PHOTO_NEAREST -> true;
          case PHOTO_SMOOTH, ALPHA -> false;
          case RESULT -> level == 0 && view.zoom() >= NEAREST_FROM;
        };
    return squares ? FilterTable.Kernel.NEAREST : FilterTable.Kernel.SMOOTH;
  }

  /** Tiles held while an update runs, so that none is dropped between looking and reading. */
  private final class Snapshot {
    private final Map<Byte, @Nullable BasisTile[]> levels = new HashMap<>();

    /** The level seen from a tile; null if the tile has been dropped from memory. */
    @Nullable TileMosaic mosaic(Tile tile, byte level) {
      TileGrid grid = source.grid();
      @Nullable BasisTile[] tiles =
          levels.computeIfAbsent(level, unused -> new @Nullable BasisTile[grid.size()]);
      for (int row = Math.max(0, tile.row() - 1);
          row <= Math.min(grid.rows() - 1, tile.row() + 1);
          row++) {
        for (int column = Math.max(0, tile.column() - 1);
            column <= Math.min(grid.columns() - 1, tile.column() + 1);
            column++) {
          int at = row * grid.columns() + column;
          if (tiles[at] == null) {
            tiles[at] = source.peek(grid.tile(column, row), level);
          }
        }
      }
      BasisTile home = tiles[index(tile)];
      return home == null
          ? null
          : new TileMosaic(grid, source.scale(), level, tiles, home, tile.column(), tile.row());
    }
  }
}
