package org.ctsr.engine.image;

import java.util.stream.IntStream;

/**
 * A colour conversion as a grid of 33 steps a side with tetrahedral interpolation (Kasson et al.,
 * Performing color space conversions with three-dimensional linear interpolation, 1995): a few
 * nanoseconds a pixel, within about an 8-bit step of the exact conversion. Immutable.
 */
final class ColorTable {
  private static final int SIDE = 33;
  private static final int STEP_B = 3;
  private static final int STEP_G = STEP_B * SIDE;
  private static final int STEP_R = STEP_G * SIDE;

  /** Of each 8-bit value: the grid cell below it, and how far into the cell it is, in 256ths. */
  private static final int[] CELL = new int[256];

  private static final int[] PART = new int[256];

  static {
    for (int v = 0; v < 256; v++) {
      int place = (v * (SIDE - 1) * 256 + 127) / 255;
      CELL[v] = Math.min(SIDE - 2, place >> 8);
      PART[v] = place - (CELL[v] << 8);
    }
  }

  /** Results times 128, red, green and blue of each grid point. */
  private final int[] grid;

  ColorTable(ColorConversion exact) {
    int points = SIDE * SIDE * SIDE;
    float[] red = new float[points];
    float[] green = new float[points];
    float[] blue = new float[points];
    for (int i = 0; i < points; i++) {
      red[i] = i / (SIDE * SIDE) / (SIDE - 1f);
      green[i] = i / SIDE % SIDE / (SIDE - 1f);
      blue[i] = i % SIDE / (SIDE - 1f);
    }
    exact.convert(red, green, blue, 0, points);
    grid =
        IntStream.range(0, 3 * points)
            .map(
                i -> {
                  float[] plane = i % 3 == 0 ? red : i % 3 == 1 ? green : blue;
                  return Math.round(plane[i / 3] * 255 * 128);
                })
            .toArray();
  }

  /** Converts the colours of {@code 0xAARRGGBB} pixels in place. */
  void convert(int[] argb, int offset, int count) {
    for (int i = offset, end = offset + count; i < end; i++) {
      int pixel = argb[i];
      int r = pixel >> 16 & 0xff;
      int g = pixel >> 8 & 0xff;
      int b = pixel & 0xff;
      int fr = PART[r];
      int fg = PART[g];
      int fb = PART[b];
      int p0 = CELL[r] * STEP_R + CELL[g] * STEP_G + CELL[b] * STEP_B;
      int p3 = p0 + STEP_R + STEP_G + STEP_B;
      int p1;
      int p2;
      int f1;
      int f2;
      int f3;
      // The tetrahedron is named by the order of the three parts.
      if (fr >= fg) {
        if (fg >= fb) {
          p1 = p0 + STEP_R;
          p2 = p1 + STEP_G;
          f1 = fr;
          f2 = fg;
          f3 = fb;
        } else if (fr >= fb) {
          p1 = p0 + STEP_R;
          p2 = p1 + STEP_B;
          f1 = fr;
          f2 = fb;
          f3 = fg;
        } else {
          p1 = p0 + STEP_B;
          p2 = p1 + STEP_R;
          f1 = fb;
          f2 = fr;
          f3 = fg;
        }
      } else if (fr >= fb) {
        p1 = p0 + STEP_G;
        p2 = p1 + STEP_R;
        f1 = fg;
        f2 = fr;
        f3 = fb;
      } else if (fg >= fb) {
        p1 = p0 + STEP_G;
        p2 = p1 + STEP_B;
        f1 = fg;
        f2 = fb;
        f3 = fr;
      } else {
        p1 = p0 + STEP_B;
        p2 = p1 + STEP_G;
        f1 = fb;
        f2 = fg;
        f3 = fr;
      }
      int w0 = 256 - f1;
      int w1 = f1 - f2;
      int w2 = f2 - f3;
      int red = w0 * grid[p0] + w1 * grid[p1] + w2 * grid[p2] + f3 * grid[p3];
      int green = w0 * grid[p0 + 1] + w1 * grid[p1 + 1] + w2 * grid[p2 + 1] + f3 * grid[p3 + 1];
      int blue = w0 * grid[p0 + 2] + w1 * grid[p1 + 2] + w2 * grid[p2 + 2] + f3 * grid[p3 + 2];
      argb[i] =
          pixel & 0xff000000
              | (red + (1 << 14) >> 15) << 16
              | (green + (1 << 14) >> 15) << 8
              | blue + (1 << 14) >> 15;
    }
  }
}
