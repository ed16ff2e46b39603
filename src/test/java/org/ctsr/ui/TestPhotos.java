package org.ctsr.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures made for tests. */
final class TestPhotos {
  private TestPhotos() {}

  /** Soft hills of colour, so that enlarging has something smooth and something steep. */
  static void writeGradient(Path file, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double hill = 0.55 + 0.16 * Math.sin(x * 7.0 / width) + 0.05 * Math.sin(x * 23.0 / width);
        double v = y / (double) height;
        boolean sand = v > hill;
        double light = sand ? 1 - 0.7 * (v - hill) / (1 - hill) : v / hill;
        int red = (int) (sand ? 225 * light : 120 + 90 * light);
        int green = (int) (sand ? 130 * light : 150 + 70 * light);
        int blue = (int) (sand ? 60 * light : 205 + 30 * light);
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
