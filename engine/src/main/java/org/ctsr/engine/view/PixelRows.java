package org.ctsr.engine.view;

/**
 * The arithmetic of {@link ViewBlender}, row by row, on the packed samples of {@link ViewBasis}.
 *
 * <p>Written for the just-in-time compiler, which then works on 8 or 16 pixels at once (measured:
 * six times as fast). It asks for whole numbers throughout, no branches ({@code Math.min} is one
 * here), no masks straight after loads (it narrows those loads to shorts), and in HotSpot 17 a loop
 * of this size is unrolled far enough only if it has at least four exclusive ors: hence those that
 * complement the signs and set the opacity. And all arrays must be read and written at one and the
 * same index, or it fears that a store changes what a later load reads.
 */
final class PixelRows {
  /** t = 1. */
  static final int ONE = 4096;

  private static final int ONE_BITS = 12;
  private static final int HALF_UNIT = ViewBasis.UNIT / 2;
  private static final int OPAQUE = 0xff000000;

  private PixelRows() {}

  /** {@code t (1 - t)} of a t in steps of 1 / {@link #ONE}, in the same steps. */
  static int curved(int t) {
    return t * (ONE - t) >> ONE_BITS;
  }

  /** B1 of a packed pair. */
  static int first(int pair) {
    return pair + 0x8000 >> 16;
  }

  /** B2 of a packed pair. */
  static int second(int pair) {
    return pair - (first(pair) << 16);
  }

  /** B0 alone, of the samples {@code from} to {@code to - 1}, as opaque ARGB. */
  static void faithful(ViewBasis basis, int from, int to, int[] out) {
    int[] redGreen = basis.redGreen();
    int[] blue = basis.blue();
    for (int i = from; i < to; i++) {
      int both = redGreen[i];
      int red = both >>> 16;
      int r = level(red);
      int g = level(both - (red << 16));
      int b = level(blue[i]);
      out[i] = (r << 16 | g << 8 | b) ^ OPAQUE;
    }
  }

  /** The blend for one t of all pixels. */
  static void uniform(ViewBasis basis, int from, int to, int t, int[] out) {
    int[] redGreen = basis.redGreen();
    int[] blue = basis.blue();
    int[] redDetail = basis.detail(0);
    int[] greenDetail = basis.detail(1);
    int[] blueDetail = basis.detail(2);
    int curved = curved(t);
    for (int i = from; i < to; i++) {
      int both = redGreen[i];
      int red = both >>> 16;
      int r = level(red + change(redDetail[i], t, curved));
      int g = level(both - (red << 16) + change(greenDetail[i], t, curved));
      int b = level(blue[i] + change(blueDetail[i], t, curved));
      out[i] = (r << 16 | g << 8 | b) ^ OPAQUE;
    }
  }

  /**
   * The blend for a t of each pixel.
   *
   * @param out holds these t in steps of 1 / {@link #ONE}, then the pixels
   */
  static void mapped(ViewBasis basis, int from, int to, int[] out) {
    int[] redGreen = basis.redGreen();
    int[] blue = basis.blue();
    int[] redDetail = basis.detail(0);
    int[] greenDetail = basis.detail(1);
    int[] blueDetail = basis.detail(2);
    for (int i = from; i < to; i++) {
      int linear = out[i];
      int curved = curved(linear);
      int both = redGreen[i];
      int red = both >>> 16;
      int r = level(red + change(redDetail[i], linear, curved));
      int g = level(both - (red << 16) + change(greenDetail[i], linear, curved));
      int b = level(blue[i] + change(blueDetail[i], linear, curved));
      out[i] = (r << 16 | g << 8 | b) ^ OPAQUE;
    }
  }

  private static int change(int pair, int linear, int curved) {
    int first = first(pair);
    return linear * first + curved * (pair - (first << 16)) >> ONE_BITS;
  }

  /** A stored B0 as 0 to 255, clamped. */
  private static int level(int stored) {
    int value = (stored - HALF_UNIT) * 255 + HALF_UNIT >> 15;
    int notNegative = value & ~(value >> 31);
    return (notNegative | 255 - notNegative >> 31) & 255;
  }
}
