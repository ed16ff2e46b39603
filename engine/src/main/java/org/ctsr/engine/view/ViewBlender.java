package org.ctsr.engine.view;

import java.util.Arrays;
import org.ctsr.engine.image.ScreenColors;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.ctsr.engine.tile.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * {@code S(x, t) = B0 + t B1 + t(1-t) B2}, clamped, at a window's pixels, as opaque 8-bit ARGB.
 *
 * <p>In whole numbers, from the samples of a {@link ViewBasis}: t is rounded to 1/4096, so a value
 * is within {@code 0.1/255} of the exact blend before it is rounded. Allocates nothing once it has
 * its buffers. Used by one thread, with the help of a pool.
 */
public final class ViewBlender {
  private static final int STRIP_ROWS = 16;

  /** Tint of raised and lowered realness, red, green, blue. */
  private static final int[] RAISED = {255, 149, 40};

  private static final int[] LOWERED = {64, 140, 255};

  /** Side of the squares that show through transparent places, and their two greys. */
  private static final int SQUARE_BITS = 3;

  private static final int[] SQUARES = {0xff, 0xcc};

  /** What to show of the blend. */
  public enum Mode {
    /** The result. */
    RESULT,
    /** |S(x, t) - S(x, 0)| over the dimmed result of t = 0. */
    INVENTED
  }

  private final StripPool pool;
  private final StripPool.Task task = this::blendStrip;
  private final float[][] realnessRows;
  private final float[][] mapRows;

  // The frame in progress.
  private ViewBasis basis = new ViewBasis(1, 1, 1);
  private Realness realness = Realness.of(0);
  private Mode mode = Mode.RESULT;
  private float tintBase = Float.NaN;
  private @Nullable ScreenColors colors;
  private @Nullable ViewBasis transparency;
  private int[] target = new int[0];

  // As large as the basis images, if something has to be made beside the target.
  private int[] aside = new int[0];
  private int offset;
  private int stride;
  private int fromColumn;
  private int toColumn;
  private double rowStart;
  private double rowStep;

  // Which columns of a map a window column lies between, and how far from the left one.
  private int[] mapColumns = new int[0];
  private float[] mapShares = new float[0];

  /** A blender that works with the pool's threads. */
  public ViewBlender(StripPool pool) {
    this.pool = pool;
    this.realnessRows = new float[pool.workers()][0];
    this.mapRows = new float[pool.workers()][0];
  }

  /** Shows where a map differs from this realness by a tint; NaN, as at the start, for no tint. */
  public void setTintBase(float base) {
    tintBase = base;
  }

  /** Brings blended colours to the screen's; null, as at the start, if they are the screen's. */
  public void setScreenColors(@Nullable ScreenColors conversion) {
    colors = conversion;
  }

  /**
   * Shows a pattern of squares where the photo is transparent.
   *
   * @param alpha {@link ViewSampler.Content#ALPHA} at the window's pixels; null, as at the start,
   *     for an opaque photo
   */
  public void setTransparency(@Nullable ViewBasis alpha) {
    transparency = alpha;
  }

  /**
   * Blends columns {@code from} to {@code to - 1} of a window.
   *
   * @param view the basis images at the window's pixels
   * @param viewport what the window shows
   * @param pictureWidth columns of the enlarged picture, over which a map is stretched
   * @param pictureHeight its rows
   * @param t realness
   * @param what what to show of the blend
   * @param from first column
   * @param to column after the last
   * @param pixels receives ARGB; the window's pixel (x, y) goes to {@code start + y * scan + x};
   *     pixels without picture become 0
   */
  public void blend(
      ViewBasis view,
      Viewport viewport,
      int pictureWidth,
      int pictureHeight,
      Realness t,
      Mode what,
      int from,
      int to,
      int[] pixels,
      int start,
      int scan) {
    basis = view;
    realness = t;
    mode = what;
    target = pixels;
    offset = start;
    stride = scan;
    fromColumn = Math.max(0, from);
    toColumn = Math.min(view.width(), to);
    rowStart = viewport.pictureY(0.5) / pictureHeight;
    rowStep = 1 / (viewport.zoom() * pictureHeight);
    boolean inPlace = start == 0 && scan == view.width();
    boolean needsAside = !inPlace || what == Mode.INVENTED || transparency != null;
    if (needsAside && aside.length < view.width() * view.height()) {
      aside = new int[view.width() * view.height()];
    }
    if (t instanceof RealnessMap map) {
      placeColumns(map, viewport, pictureWidth);
    }
    if (fromColumn < toColumn) {
      pool.run((view.height() + STRIP_ROWS - 1) / STRIP_ROWS, task);
    }
  }

  private void placeColumns(RealnessMap map, Viewport viewport, int pictureWidth) {
    if (mapColumns.length < basis.width()) {
      mapColumns = new int[basis.width()];
      mapShares = new float[basis.width()];
    }
    for (int x = fromColumn; x < toColumn; x++) {
      double at = viewport.pictureX(x + 0.5) / pictureWidth * map.width() - 0.5;
      double inside = Math.max(0, Math.min(map.width() - 1, at));
      // The right neighbour must exist; in the last column its share is then one.
      int column = Math.max(0, Math.min(map.width() - 2, (int) inside));
      mapColumns[x] = column;
      mapShares[x] = (float) (inside - column);
    }
  }

  private void blendStrip(int strip, int worker) {
    int end = Math.min(basis.height(), (strip + 1) * STRIP_ROWS);
    Rectangle picture = basis.picture();
    for (int y = strip * STRIP_ROWS; y < end; y++) {
      int row = offset + y * stride;
      if (picture == null || y < picture.y() || y >= picture.bottom()) {
        Arrays.fill(target, row + fromColumn, row + toColumn, 0);
        continue;
      }
      int left = Math.max(fromColumn, Math.min(toColumn, picture.x()));
      int right = Math.max(left, Math.min(toColumn, picture.right()));
      Arrays.fill(target, row + fromColumn, row + left, 0);
      Arrays.fill(target, row + right, row + toColumn, 0);
      if (left < right) {
        blendRow(y, left, right, row, worker);
      }
    }
  }

  private void blendRow(int y, int left, int right, int row, int worker) {
    float[] t = null;
    int from = y * basis.width() + left;
    int to = from + right - left;
    // Rows that lie elsewhere in the target are made aside, as all arrays need the same index.
    boolean inPlace = row == y * basis.width();
    int[] out = inPlace ? target : aside;
    if (!basis.hasDetail()) {
      PixelRows.faithful(basis, from, to, out);
    } else if (realness instanceof Realness.Uniform uniform) {
      PixelRows.uniform(basis, from, to, Math.round(uniform.value() * PixelRows.ONE), out);
    } else {
      t = realnessRow(y, left, right, worker);
      for (int x = left; x < right; x++) {
        out[from - left + x] = (int) (t[x] * PixelRows.ONE + 0.5f);
      }
      PixelRows.mapped(basis, from, to, out);
    }
    if (!inPlace) {
      System.arraycopy(out, from, target, row + left, right - left);
    }
    if (mode == Mode.INVENTED) {
      PixelRows.faithful(basis, from, to, aside);
      InventionPalette.overlay(aside, from, target, row + left, right - left);
    } else if (colors != null) {
      colors.convert(target, row + left, right - left);
    }
    if (transparency != null) {
      PixelRows.faithful(transparency, from, to, aside);
      squaresRow(y, left, right, row);
    }
    if (t != null && !Float.isNaN(tintBase)) {
      tintRow(t, left, right, row);
    }
  }

  /** t of the window's pixels {@code left} to {@code right - 1} of a row, at their own index. */
  private float[] realnessRow(int y, int left, int right, int worker) {
    float[] t = realnessRows[worker];
    if (t.length < basis.width()) {
      t = new float[basis.width()];
      realnessRows[worker] = t;
    }
    if (realness instanceof RealnessMap map) {
      float[] columns = mapRows[worker];
      if (columns.length < map.width() + 1) {
        columns = new float[map.width() + 1];
        mapRows[worker] = columns;
      }
      map.columnsAt(rowStart + y * rowStep, columns);
      columns[map.width()] = columns[map.width() - 1];
      int[] places = mapColumns;
      float[] shares = mapShares;
      for (int x = left; x < right; x++) {
        float first = columns[places[x]];
        t[x] = first + shares[x] * (columns[places[x] + 1] - first);
      }
    }
    return t;
  }

  private void tintRow(float[] t, int left, int right, int row) {
    for (int x = left; x < right; x++) {
      float difference = t[x] - tintBase;
      int strength = Math.min(140, (int) (Math.abs(difference) * 200));
      if (strength == 0) {
        continue;
      }
      int[] color = difference > 0 ? RAISED : LOWERED;
      int pixel = target[row + x];
      int red = tint(pixel >> 16 & 0xff, color[0], strength);
      int green = tint(pixel >> 8 & 0xff, color[1], strength);
      int blue = tint(pixel & 0xff, color[2], strength);
      target[row + x] = 0xff000000 | red << 16 | green << 8 | blue;
    }
  }

  private void squaresRow(int y, int left, int right, int row) {
    int from = y * basis.width();
    for (int x = left; x < right; x++) {
      int opacity = aside[from + x] & 0xff;
      if (opacity < 255) {
        int pixel = target[row + x];
        int square = SQUARES[(x >> SQUARE_BITS ^ y >> SQUARE_BITS) & 1];
        int red = over(pixel >> 16 & 0xff, square, opacity);
        int green = over(pixel >> 8 & 0xff, square, opacity);
        int blue = over(pixel & 0xff, square, opacity);
        target[row + x] = 0xff000000 | red << 16 | green << 8 | blue;
      }
    }
  }

  private static int over(int value, int below, int opacity) {
    return below + ((value - below) * opacity + 127) / 255;
  }

  private static int tint(int value, int color, int strength) {
    return value + ((color - value) * strength >> 8);
  }
}
