package org.ctsr.engine.render;

/**
 * Realness painted over a picture: a grey image of any resolution stretched over it, read with
 * bilinear interpolation.
 *
 * <p>The values may be changed while the map is in use (a brush stroke); a reader then sees some
 * old and some new ones.
 */
public final class RealnessMap implements Realness {
  private final int width;
  private final int height;
  private final float[] values;
  private final float factor;

  /**
   * @param values {@code width * height} values in [0, 1], row after row; kept, not copied
   * @throws IllegalArgumentException if their number is wrong or a value is outside [0, 1]
   */
  public RealnessMap(int width, int height, float[] values) {
    if (width < 1 || height < 1 || values.length != width * height) {
      throw new IllegalArgumentException(
          values.length + " values do not make a " + width + "x" + height + " map");
    }
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("realness must be between 0 and 1, not " + value);
      }
    }
    this.width = width;
    this.height = height;
    this.values = values;
    this.factor = 1;
  }

  private RealnessMap(RealnessMap original, float factor) {
    this.width = original.width;
    this.height = original.height;
    this.values = original.values;
    this.factor = factor;
  }

  /** Values in a row. */
  public int width() {
    return width;
  }

  /**
   * A map of the same values, each multiplied; they are kept once.
   *
   * @param factor in [0, 1]
   * @throws IllegalArgumentException outside of that, or NaN
   */
  public RealnessMap times(float factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException("a factor must be between 0 and 1, not " + factor);
    }
    return factor == 1 ? this : new RealnessMap(this, this.factor * factor);
  }

  @Override
  public void sampleRow(double y, double fromX, double stepX, float[] target, int count) {
    double rowAt = Math.max(0, Math.min(height - 1, y * height - 0.5));
    int upper = (int) rowAt;
    int lower = Math.min(height - 1, upper + 1);
    float fy = (float) (rowAt - upper);
    for (int i = 0; i < count; i++) {
      double columnAt = Math.max(0, Math.min(width - 1, (fromX + i * stepX) * width - 0.5));
      int left = (int) columnAt;
      int right = Math.min(width - 1, left + 1);
      float fx = (float) (columnAt - left);
      float top = mix(values[upper * width + left], values[upper * width + right], fx);
      float bottom = mix(values[lower * width + left], values[lower * width + right], fx);
      target[i] = factor * mix(top, bottom, fy);
    }
  }

  /**
   * The map's own columns at a height: what lies between them is to be interpolated by the caller.
   * For callers that read many rows and columns in a regular pattern.
   *
   * @param y in [0, 1], from the top of the picture
   * @param target receives {@link #width()} values
   */
  public void columnsAt(double y, float[] target) {
    double rowAt = Math.max(0, Math.min(height - 1, y * height - 0.5));
    int upper = (int) rowAt;
    int lower = Math.min(height - 1, upper + 1);
    float fy = (float) (rowAt - upper);
    int from = upper * width;
    int to = lower * width;
    for (int i = 0; i < width; i++) {
      target[i] = factor * (values[from + i] + fy * (values[to + i] - values[from + i]));
    }
  }

  private static float mix(float a, float b, float share) {
    return a + share * (b - a);
  }
}
