package org.ctsr.engine.view;

import java.util.Arrays;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.render.RealnessMap;
import org.ctsr.engine.tile.Rectangle;

/**
 * {@code S(x, t) = B0 + t B1 + t(1-t) B2}, clamped, at a window's pixels, as opaque 8-bit ARGB.
 *
 * <p>In whole numbers, from the samples of a {@link ViewBasis}: t is rounded to 1/4096, so a value
 * is within {@code 0.1/255} of the exact blend before it is rounded. Allocates nothing once it has
 * its buffers. Used by one thread, with the help of a pool.
 */
public final class ViewBlender {
  /** t = 1. */
  private static final int ONE = 4096;

  private static final int ONE_BITS = 12;
  private static final int HALF_UNIT = ViewBasis.UNIT / 2;
  private static final int STRIP_ROWS = 16;

  /** Tint of raised and lowered realness, red, green, blue. */
  private static final int[] RAISED = {255, 149, 40};

  private static final int[] LOWERED = {64, 140, 255};

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
  private final int[][] linearRows;
  private final int[][] curvedRows;

  // The frame in progress.
  private ViewBasis basis = new ViewBasis(1, 1, 1);
  private Realness realness = Realness.of(0);
  private Mode mode = Mode.RESULT;
  private float tintBase = Float.NaN;
  private int[] target = new int[0];
  private int offset;
  private int stride;
  private int fromColumn;
  private int toColumn;
  private double rowStart;
  private double rowStep;
  private double columnStart;
  private double columnStep;

  /** A blender that works with the pool's threads. */
  public ViewBlender(StripPool pool) {
    this.pool = pool;
    this.realnessRows = new float[pool.workers()][0];
    this.linearRows = new int[pool.workers()][0];
    this.curvedRows = new int[pool.workers()][0];
  }

  /** Shows where a map differs from this realness by a tint; NaN, as at the start, for no tint. */
  public void setTintBase(float base) {
    tintBase = base;
  }

  /**
   * Blends columns {@code from} to {@code to - 1} of a window.
   *
   * @param view the basis images at the window's pixels
   * @param viewport what the window shows
   * @param pictureWidth columns of the enlarged picture, over which a map is stretched
   * @param pictureHeight its rows
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
    columnStep = 1 / (viewport.zoom() * pictureWidth);
    columnStart = viewport.pictureX(0.5) / pictureWidth;
    if (fromColumn < toColumn) {
      pool.run((view.height() + STRIP_ROWS - 1) / STRIP_ROWS, task);
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
    if (!basis.hasDetail()) {
      plainRow(y, left, right, row);
    } else if (realness instanceof Realness.Uniform uniform) {
      int linear = Math.round(uniform.value() * ONE);
      int curved = linear * (ONE - linear) >> ONE_BITS;
      if (mode == Mode.INVENTED) {
        inventedRow(
            y,
            left,
            right,
            row,
            fill(linearRows, worker, right - left, linear),
            fill(curvedRows, worker, right - left, curved));
      } else {
        uniformRow(y, left, right, row, linear, curved);
      }
    } else {
      mappedRow(y, left, right, row, worker);
    }
  }

  private void plainRow(int y, int left, int right, int row) {
    short[] base = basis.plane(0);
    int plane = basis.width() * basis.height();
    int at = y * basis.width();
    for (int x = left; x < right; x++) {
      int red = toByte(base[at + x] & 0xffff);
      int green = toByte(base[plane + at + x] & 0xffff);
      int blue = toByte(base[2 * plane + at + x] & 0xffff);
      target[row + x] = 0xff000000 | red << 16 | green << 8 | blue;
    }
  }

  private void uniformRow(int y, int left, int right, int row, int linear, int curved) {
    short[] b0 = basis.plane(0);
    short[] b1 = basis.plane(1);
    short[] b2 = basis.plane(2);
    int plane = basis.width() * basis.height();
    int red = y * basis.width();
    int green = red + plane;
    int blue = green + plane;
    int[] out = target;
    for (int x = left; x < right; x++) {
      int r = mix(b0[red + x], b1[red + x], b2[red + x], linear, curved);
      int g = mix(b0[green + x], b1[green + x], b2[green + x], linear, curved);
      int b = mix(b0[blue + x], b1[blue + x], b2[blue + x], linear, curved);
      out[row + x] = 0xff000000 | r << 16 | g << 8 | b;
    }
  }

  private void mappedRow(int y, int left, int right, int row, int worker) {
    int count = right - left;
    float[] t = realnessRows[worker];
    if (t.length < count) {
      t = new float[count];
      realnessRows[worker] = t;
    }
    realness.sampleRow(
        rowStart + y * rowStep, columnStart + left * columnStep, columnStep, t, count);
    int[] linear = fill(linearRows, worker, count, 0);
    int[] curved = fill(curvedRows, worker, count, 0);
    for (int i = 0; i < count; i++) {
      int value = (int) (t[i] * ONE + 0.5f);
      linear[i] = value;
      curved[i] = value * (ONE - value) >> ONE_BITS;
    }
    if (mode == Mode.INVENTED) {
      inventedRow(y, left, right, row, linear, curved);
    } else {
      short[] b0 = basis.plane(0);
      short[] b1 = basis.plane(1);
      short[] b2 = basis.plane(2);
      int plane = basis.width() * basis.height();
      int red = y * basis.width() + left;
      int green = red + plane;
      int blue = green + plane;
      for (int i = 0; i < count; i++) {
        int r = mix(b0[red + i], b1[red + i], b2[red + i], linear[i], curved[i]);
        int g = mix(b0[green + i], b1[green + i], b2[green + i], linear[i], curved[i]);
        int b = mix(b0[blue + i], b1[blue + i], b2[blue + i], linear[i], curved[i]);
        target[row + left + i] = 0xff000000 | r << 16 | g << 8 | b;
      }
    }
    if (!Float.isNaN(tintBase) && realness instanceof RealnessMap) {
      tintRow(t, count, row + left);
    }
  }

  private void inventedRow(int y, int left, int right, int row, int[] linear, int[] curved) {
    short[] b0 = basis.plane(0);
    short[] b1 = basis.plane(1);
    short[] b2 = basis.plane(2);
    int plane = basis.width() * basis.height();
    int red = y * basis.width() + left;
    int green = red + plane;
    int blue = green + plane;
    for (int i = 0; i < right - left; i++) {
      int shown =
          mix(b0[red + i], b1[red + i], b2[red + i], linear[i], curved[i]) << 16
              | mix(b0[green + i], b1[green + i], b2[green + i], linear[i], curved[i]) << 8
              | mix(b0[blue + i], b1[blue + i], b2[blue + i], linear[i], curved[i]);
      int faithful =
          toByte(b0[red + i] & 0xffff) << 16
              | toByte(b0[green + i] & 0xffff) << 8
              | toByte(b0[blue + i] & 0xffff);
      target[row + left + i] = InventionPalette.pixel(faithful, shown);
    }
  }

  private void tintRow(float[] t, int count, int at) {
    for (int i = 0; i < count; i++) {
      float difference = t[i] - tintBase;
      int strength = Math.min(140, (int) (Math.abs(difference) * 200));
      if (strength == 0) {
        continue;
      }
      int[] color = difference > 0 ? RAISED : LOWERED;
      int pixel = target[at + i];
      int red = tint(pixel >> 16 & 0xff, color[0], strength);
      int green = tint(pixel >> 8 & 0xff, color[1], strength);
      int blue = tint(pixel & 0xff, color[2], strength);
      target[at + i] = 0xff000000 | red << 16 | green << 8 | blue;
    }
  }

  private static int tint(int value, int color, int strength) {
    return value + ((color - value) * strength >> 8);
  }

  private static int[] fill(int[][] rows, int worker, int count, int value) {
    int[] row = rows[worker];
    if (row.length < count) {
      row = new int[count];
      rows[worker] = row;
    }
    Arrays.fill(row, 0, count, value);
    return row;
  }

  private static int mix(short b0, short b1, short b2, int linear, int curved) {
    return toByte((b0 & 0xffff) + (linear * b1 + curved * b2 >> ONE_BITS));
  }

  /** A stored B0 as 0 to 255, clamped. */
  private static int toByte(int stored) {
    int value = (stored - HALF_UNIT) * 255 + HALF_UNIT >> 15;
    return Math.max(0, Math.min(255, value));
  }

  /** As a window's frame, without keeping any of it; for tests and single pictures. */
  public int[] blend(ViewBasis view, Viewport viewport, Realness t, ViewSource source) {
    int[] pixels = new int[view.width() * view.height()];
    blend(
        view,
        viewport,
        source.width(),
        source.height(),
        t,
        Mode.RESULT,
        0,
        view.width(),
        pixels,
        0,
        view.width());
    return pixels;
  }
}
