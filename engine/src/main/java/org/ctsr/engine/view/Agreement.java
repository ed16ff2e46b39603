package org.ctsr.engine.view;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.tile.BasisTile;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
import org.ctsr.engine.tile.TileGrid;

/**
 * How far the result agrees with the photo: the result, reduced to the photo's size by averaging,
 * against the photo, as PSNR over red, green and blue, in dB.
 *
 * <p>Reducing is linear in the basis images, so the squared error of a block of pixels is a
 * polynomial of t with six coefficients. They are measured once a tile; any realness, also a map,
 * then costs a few multiplications a block of {@value #BLOCK} pixels. Clamping is left out. Tiles
 * may be added from several threads.
 */
public final class Agreement {
  /** Side of a block, LR pixels; a map is read at its centre. */
  static final int BLOCK = 16;

  /** {@code <e,e>, <e,b1>, <e,b2>, <b1,b1>, <b1,b2>, <b2,b2>}, with e = B0 - photo. */
  private static final int COEFFICIENTS = 6;

  private final ViewSource source;
  private final AtomicReferenceArray<float[]> tiles;

  /** Nothing measured yet. */
  public Agreement(ViewSource source) {
    this.source = source;
    this.tiles = new AtomicReferenceArray<>(source.grid().size());
  }

  private int index(Tile tile) {
    return tile.row() * source.grid().columns() + tile.column();
  }

  private boolean isOurs(Tile tile) {
    TileGrid grid = source.grid();
    return tile.column() < grid.columns()
        && tile.row() < grid.rows()
        && grid.tile(tile.column(), tile.row()).equals(tile);
  }

  /** Whether a tile has been measured. */
  public boolean has(Tile tile) {
    return tiles.get(index(tile)) != null;
  }

  /**
   * Measures a tile if it is in memory at the level needed; returns whether it is known now. A tile
   * of another grid, which may be late after the model was changed, is not.
   */
  public boolean measure(Tile tile) {
    if (!isOurs(tile)) {
      return false;
    }
    if (has(tile)) {
      return true;
    }
    int scale = source.scale();
    // With a power of two the level of the photo's size exists and is the average already.
    int level = Integer.bitCount(scale) == 1 ? Integer.numberOfTrailingZeros(scale) : 0;
    if (level > source.coarsestLevel()) {
      level = 0;
    }
    BasisTile basis = source.peek(tile, level);
    if (basis == null) {
      return false;
    }
    tiles.set(index(tile), coefficients(source.photo(), tile.core(), basis, scale >> level));
    return true;
  }

  private static float[] coefficients(RgbImage photo, Rectangle core, BasisTile tile, int factor) {
    int columns = (core.width() + BLOCK - 1) / BLOCK;
    int rows = (core.height() + BLOCK - 1) / BLOCK;
    float[] sums = new float[columns * rows * COEFFICIENTS];
    float[] expected = new float[core.width()];
    float[][] basis = new float[3][core.width()];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < core.height(); y++) {
        photo.readRegion(
            channel, core.x(), core.y() + y, core.width(), 1, expected, 0, core.width());
        for (int b = 0; b < 3; b++) {
          averageRow(tile, b, channel, y, factor, basis[b]);
        }
        for (int x = 0; x < core.width(); x++) {
          add(
              sums,
              (y / BLOCK * columns + x / BLOCK) * COEFFICIENTS,
              basis[0][x] - expected[x],
              basis[1][x],
              basis[2][x]);
        }
      }
    }
    return sums;
  }

  private static void averageRow(
      BasisTile tile, int basis, int channel, int y, int factor, float[] row) {
    int columns = Math.min(row.length, tile.width() / factor);
    for (int x = 0; x < columns; x++) {
      float sum = 0;
      for (int j = 0; j < factor; j++) {
        for (int i = 0; i < factor; i++) {
          sum += tile.value(basis, channel, x * factor + i, y * factor + j);
        }
      }
      row[x] = sum / (factor * factor);
    }
  }

  private static void add(float[] sums, int at, float e, float b1, float b2) {
    sums[at] += e * e;
    sums[at + 1] += e * b1;
    sums[at + 2] += e * b2;
    sums[at + 3] += b1 * b1;
    sums[at + 4] += b1 * b2;
    sums[at + 5] += b2 * b2;
  }

  /** Share of the photo that has been measured, in [0, 1]. */
  public double measuredShare() {
    long pixels = 0;
    for (Tile tile : source.grid().tiles()) {
      pixels += has(tile) ? tile.core().pixels() : 0;
    }
    return pixels / (double) source.photo().pixels();
  }

  /** PSNR in dB of what has been measured; NaN if nothing has, infinite without any difference. */
  public double decibels(Realness realness) {
    double error = 0;
    long samples = 0;
    float[] t = new float[source.grid().coreWidth() / BLOCK + 1];
    double step = BLOCK / (double) source.grid().width();
    for (Tile tile : source.grid().tiles()) {
      float[] sums = tiles.get(index(tile));
      if (sums == null) {
        continue;
      }
      samples += 3 * tile.core().pixels();
      Rectangle core = tile.core();
      int columns = (core.width() + BLOCK - 1) / BLOCK;
      int rows = (core.height() + BLOCK - 1) / BLOCK;
      double x = (core.x() + BLOCK / 2.0) / source.grid().width();
      for (int row = 0; row < rows; row++) {
        double y = (core.y() + (row + 0.5) * BLOCK) / source.grid().height();
        realness.sampleRow(Math.min(1, y), x, step, t, columns);
        for (int column = 0; column < columns; column++) {
          error += squaredError(sums, (row * columns + column) * COEFFICIENTS, t[column]);
        }
      }
    }
    return samples == 0 ? Double.NaN : -10 * Math.log10(error / samples);
  }

  private static double squaredError(float[] s, int at, double t) {
    double q = t * (1 - t);
    return Math.max(
        0,
        s[at]
            + 2 * t * s[at + 1]
            + 2 * q * s[at + 2]
            + t * t * s[at + 3]
            + 2 * t * q * s[at + 4]
            + q * q * s[at + 5]);
  }
}
