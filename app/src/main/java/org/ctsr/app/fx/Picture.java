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
