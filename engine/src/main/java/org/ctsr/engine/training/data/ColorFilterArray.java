package org.ctsr.engine.training.data;

/**
 * A sensor that sees one colour a pixel, in Bayer's order (US patent 3,971,065), and the usual way
 * back: green is interpolated first, then the differences of red and blue from it.
 */
final class ColorFilterArray {
  private static final int RED = 0;
  private static final int GREEN = 1;
  private static final int BLUE = 2;

  private ColorFilterArray() {}

  /**
   * What is left of a picture in linear values.
   *
   * @param left column of the first red pixel, 0 or 1
   * @param top row of the first red pixel, 0 or 1
   */
  static Raster throughIt(Raster picture, int left, int top) {
    int n = picture.plane();
    Raster out = new Raster(picture.width, picture.height);
    float[] green = interpolated(picture, picture.values, GREEN * n, GREEN, left, top);
    System.arraycopy(green, 0, out.values, GREEN * n, n);
    for (int color : new int[] {RED, BLUE}) {
      float[] difference = new float[n];
      for (int i = 0; i < n; i++) {
        difference[i] = picture.values[color * n + i] - green[i];
      }
      float[] everywhere = interpolated(picture, difference, 0, color, left, top);
      for (int i = 0; i < n; i++) {
        out.values[color * n + i] = green[i] + everywhere[i];
      }
    }
    return out;
  }

  /** The colour a pixel sees. */
  private static int colorAt(int x, int y, int left, int top) {
    boolean column = (x + left) % 2 == 0;
    boolean row = (y + top) % 2 == 0;
    if (column == row) {
      return row ? RED : BLUE;
    }
    return GREEN;
  }

  /** Values of the pixels that see a colour, kept there and interpolated linearly elsewhere. */
  private static float[] interpolated(
      Raster size, float[] values, int from, int color, int left, int top) {
    float[] out = new float[size.plane()];
    for (int y = 0; y < size.height; y++) {
      for (int x = 0; x < size.width; x++) {
        int at = y * size.width + x;
        out[at] =
            colorAt(x, y, left, top) == color
                ? values[from + at]
                : mean(size, values, from, color, left, top, x, y);
      }
    }
    return out;
  }

  private static float mean(
      Raster size, float[] values, int from, int color, int left, int top, int x, int y) {
    float sum = 0;
    float weights = 0;
    for (int n = -1; n <= 1; n++) {
      for (int m = -1; m <= 1; m++) {
        int i = Raster.reflect(x + m, size.width);
        int j = Raster.reflect(y + n, size.height);
        if (colorAt(i, j, left, top) == color) {
          float weight = n == 0 || m == 0 ? 2 : 1;
          sum += weight * values[from + j * size.width + i];
          weights += weight;
        }
      }
    }
    return sum / weights;
  }
}
