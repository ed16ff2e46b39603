package org.ctsr.engine.metric;

/**
 * One plane of luma values, row after row.
 *
 * @param width pixels in a row
 * @param height rows
 * @param values {@code width * height} values on the scale 0 to 255
 */
@SuppressWarnings("ArrayRecordComponent") // a view of pixels, compared nowhere
public record LumaPlane(int width, int height, double[] values) {
  /** Checks that the values fill the plane. */
  public LumaPlane {
    if (values.length != Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "expected %d values, got %d".formatted(width * height, values.length));
    }
  }

  static void requireSameSize(LumaPlane a, LumaPlane b) {
    if (a.width != b.width || a.height != b.height) {
      throw new IllegalArgumentException(
          "sizes differ: %dx%d and %dx%d".formatted(a.width, a.height, b.width, b.height));
    }
  }
}
