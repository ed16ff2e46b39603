package org.ctsr.engine.render;

/**
 * How real a result is to look: one number for the whole picture, or a map of one number a pixel.
 *
 * <p>0 is faithful (nothing invented), 1 is realistic. The paper's own t (arXiv 2503.14272) runs
 * the other way.
 */
public sealed interface Realness permits Realness.Uniform, RealnessMap {
  /**
   * One value everywhere.
   *
   * @param value in [0, 1]
   */
  record Uniform(float value) implements Realness {
    /** Checks the range; NaN is refused as well. */
    public Uniform {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("realness must be between 0 and 1, not " + value);
      }
    }

    @Override
    public void sampleRow(double y, double fromX, double stepX, float[] target, int count) {
      java.util.Arrays.fill(target, 0, count, value);
    }
  }

  /**
   * The same realness everywhere.
   *
   * @throws IllegalArgumentException outside [0, 1] or NaN
   */
  static Realness of(double value) {
    return new Uniform((float) value);
  }

  /**
   * Realness of a row of pixels.
   *
   * @param y centre of the row in [0, 1], from the top of the picture
   * @param fromX centre of the first pixel in [0, 1], from the left
   * @param stepX distance of pixel centres, as a share of the picture's width
   * @param target receives {@code count} values
   */
  void sampleRow(double y, double fromX, double stepX, float[] target, int count);
}
