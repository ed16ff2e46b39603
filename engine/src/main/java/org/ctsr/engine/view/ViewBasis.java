package org.ctsr.engine.view;

import java.util.Arrays;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The three basis images at the pixels of a window: what a new realness is blended from.
 *
 * <p>B0 is stored as in {@link BasisTile}: unsigned {@code (v + 1/2) * 32768}. B1 and B2 are signed
 * steps of 1/32768, so they span ±1. Planes are (3, height, width).
 */
public final class ViewBasis {
  /** Fixed-point unit of all samples. */
  public static final int UNIT = BasisTile.UNIT;

  private final int width;
  private final int height;
  private final short[][] planes;
  private @Nullable Rectangle picture;

  /**
   * Memory for a window, without a picture in it.
   *
   * @param bases 3, or 1 for a picture that does not depend on realness
   */
  public ViewBasis(int width, int height, int bases) {
    if (bases != 1 && bases != BasisPlanes.BASES) {
      throw new IllegalArgumentException("1 or 3 basis images, not " + bases);
    }
    this.width = width;
    this.height = height;
    this.planes = new short[bases][Math.multiplyExact(BasisPlanes.CHANNELS * width, height)];
  }

  /** Columns of the window. */
  public int width() {
    return width;
  }

  /** Rows of the window. */
  public int height() {
    return height;
  }

  /** Whether there are B1 and B2. */
  public boolean hasDetail() {
    return planes.length > 1;
  }

  int bases() {
    return planes.length;
  }

  /** The part of the window that the picture covers; null if none. */
  public @Nullable Rectangle picture() {
    return picture;
  }

  void setPicture(@Nullable Rectangle area) {
    picture = area;
  }

  /** Samples of B0, B1 or B2. */
  short[] plane(int basis) {
    return planes[basis];
  }

  /** A decoded value, for tests and probes. */
  public float value(int basis, int channel, int x, int y) {
    short stored = planes[basis][(channel * height + y) * width + x];
    return basis == 0 ? (stored & 0xffff) / (float) UNIT - 0.5f : stored / (float) UNIT;
  }

  void clearDetail(Rectangle area) {
    for (int basis = 1; basis < planes.length; basis++) {
      for (int channel = 0; channel < BasisPlanes.CHANNELS; channel++) {
        for (int y = area.y(); y < area.bottom(); y++) {
          int row = (channel * height + y) * width;
          Arrays.fill(planes[basis], row + area.x(), row + area.right(), (short) 0);
        }
      }
    }
  }

  /** Moves the content: what was at (x + dx, y + dy) is then at (x, y); the rest is left as is. */
  void scroll(int dx, int dy, StripPool pool) {
    int keptColumns = width - Math.abs(dx);
    int keptRows = height - Math.abs(dy);
    if (keptColumns <= 0 || keptRows <= 0) {
      return;
    }
    int fromX = Math.max(0, dx);
    int toX = Math.max(0, -dx);
    pool.run(
        planes.length * BasisPlanes.CHANNELS,
        (plane, worker) -> {
          short[] samples = planes[plane / BasisPlanes.CHANNELS];
          int start = plane % BasisPlanes.CHANNELS * height * width;
          for (int i = 0; i < keptRows; i++) {
            // Rows move towards the end they come from last, so that none is overwritten unread.
            int fromY = dy >= 0 ? dy + i : keptRows - 1 - i;
            int toY = fromY - dy;
            System.arraycopy(
                samples,
                start + fromY * width + fromX,
                samples,
                start + toY * width + toX,
                keptColumns);
          }
        });
  }
}
