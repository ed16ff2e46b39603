package org.ctsr.app.fx;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.ctsr.engine.image.RgbImage;

/**
 * Opaque pixels on their way to the screen.
 *
 * @param width pixels in a row
 * @param height rows
 * @param argb {@code width * height} pixels, 0xAARRGGBB
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, compared nowhere
public record Picture(int width, int height, int[] argb) {
  /** What transparent pixels are laid on: neither a black nor a white drawing is lost on it. */
  private static final float BEHIND = 0.5f;

  /** All of a small photo. */
  public static Picture of(RgbImage photo) {
    int count = photo.width() * photo.height();
    float[] values = new float[count];
    int[] argb = new int[count];
    for (int c = 0; c < 3; c++) {
      photo.readRegion(c, 0, 0, photo.width(), photo.height(), values, 0, photo.width());
      for (int i = 0; i < count; i++) {
        argb[i] |= 0xff000000 | Math.round(255 * values[i]) << 16 - 8 * c;
      }
    }
    return new Picture(photo.width(), photo.height(), argb);
  }

  /**
   * Reduces a photo by averaging, so that its longer side has at most {@code side} pixels; what is
   * transparent shows grey.
   *
   * @param side largest side of the result
   */
  public static Picture reduced(RgbImage photo, int side) {
    double factor = Math.max(1, (double) Math.max(photo.width(), photo.height()) / side);
    int width = Math.max(1, (int) Math.round(photo.width() / factor));
    int height = Math.max(1, (int) Math.round(photo.height() / factor));
    int[] argb = new int[width * height];
    float[] strip =
        new float[photo.width() * (int) Math.ceil(photo.height() / (double) height + 1)];
    float[] alpha = photo.hasAlpha() ? new float[strip.length] : null;
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * photo.height() / height);
      int bottom = Math.max(top + 1, (int) ((long) (y + 1) * photo.height() / height));
      if (alpha != null) {
        readRows(photo, RgbImage.ALPHA, top, bottom, alpha);
      }
      for (int channel = 0; channel < 3; channel++) {
        int shift = 16 - 8 * channel;
        readRows(photo, channel, top, bottom, strip);
        if (alpha != null) {
          for (int i = 0; i < (bottom - top) * photo.width(); i++) {
            strip[i] = BEHIND + alpha[i] * (strip[i] - BEHIND);
          }
        }
        for (int x = 0; x < width; x++) {
          int left = (int) ((long) x * photo.width() / width);
          int right = Math.max(left + 1, (int) ((long) (x + 1) * photo.width() / width));
          int value = Math.round(255 * mean(strip, photo.width(), left, right, bottom - top));
          argb[y * width + x] |= 0xff000000 | value << shift;
        }
      }
    }
    return new Picture(width, height, argb);
  }

  /**
   * As {@link #reduced}, of a photo that is needed for nothing else: its temporary file, if it has
   * one, is given back at once.
   */
  public static Picture reducedOnce(RgbImage photo, int side) {
    try {
      return reduced(photo, side);
    } finally {
      photo.release();
    }
  }

  private static void readRows(RgbImage photo, int channel, int top, int bottom, float[] strip) {
    photo.readRegion(channel, 0, top, photo.width(), bottom - top, strip, 0, photo.width());
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

  /** The same pixels, each as a square of {@code factor} pixels a side. */
  public Picture magnified(int factor) {
    int[] large = new int[argb.length * factor * factor];
    for (int y = 0; y < height * factor; y++) {
      for (int x = 0; x < width * factor; x++) {
        large[y * width * factor + x] = argb[y / factor * width + x / factor];
      }
    }
    return new Picture(width * factor, height * factor, large);
  }

  /** For an image view; call it on the FX thread or off it. */
  public Image toImage() {
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return image;
  }
}
