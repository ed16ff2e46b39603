package org.ctsr.app.library;

import org.ctsr.engine.image.RgbImage;

/**
 * A small picture of a photo.
 *
 * @param width pixels in a row
 * @param height rows
 * @param argb {@code width * height} opaque pixels, 0xAARRGGBB
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, compared nowhere
public record Thumbnail(int width, int height, int[] argb) {
  /**
   * Reduces a photo by averaging, so that its longer side has at most {@code side} pixels.
   *
   * @param side largest side of the result
   */
  public static Thumbnail of(RgbImage photo, int side) {
    double factor = Math.max(1, (double) Math.max(photo.width(), photo.height()) / side);
    int width = Math.max(1, (int) Math.round(photo.width() / factor));
    int height = Math.max(1, (int) Math.round(photo.height() / factor));
    int[] argb = new int[width * height];
    float[] strip =
        new float[photo.width() * (int) Math.ceil(photo.height() / (double) height + 1)];
    for (int channel = 0; channel < 3; channel++) {
      int shift = 16 - 8 * channel;
      for (int y = 0; y < height; y++) {
        int top = (int) ((long) y * photo.height() / height);
        int bottom = Math.max(top + 1, (int) ((long) (y + 1) * photo.height() / height));
        photo.readRegion(channel, 0, top, photo.width(), bottom - top, strip, 0, photo.width());
        for (int x = 0; x < width; x++) {
          int left = (int) ((long) x * photo.width() / width);
          int right = Math.max(left + 1, (int) ((long) (x + 1) * photo.width() / width));
          int value = Math.round(255 * mean(strip, photo.width(), left, right, bottom - top));
          argb[y * width + x] |= 0xff000000 | value << shift;
        }
      }
    }
    return new Thumbnail(width, height, argb);
  }

  private static float mean(float[] strip, int stride, int left, int right, int rows) {
    float sum = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = left; x < right; x++) {
        sum += strip[y * stride + x];
      }
    }
    return sum / (rows * (right - left));
  }
}
