package org.ctsr.engine;

import java.util.Random;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;

/** Photos made in code. */
public final class TestPhotos {
  private TestPhotos() {}

  /** Smooth areas, edges and a little noise; the same for the same arguments. */
  public static RgbImage photo(int width, int height, long seed) {
    byte[][] planes = new byte[3][width * height];
    Random random = new Random(seed);
    for (int channel = 0; channel < 3; channel++) {
      double phase = random.nextDouble() * 6;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double value = 0.5 + 0.3 * Math.sin(phase + 0.13 * x) * Math.cos(0.09 * y + channel);
          if ((x / 11 + y / 17) % 5 == 0) {
            value += 0.25;
          }
          value += 0.03 * random.nextGaussian();
          planes[channel][y * width + x] = (byte) (int) Math.max(0, Math.min(255, value * 255));
        }
      }
    }
    return RgbImage.rgb(
        width,
        height,
        SamplePlane.of(planes[0]),
        SamplePlane.of(planes[1]),
        SamplePlane.of(planes[2]),
        null,
        Metadata.NONE);
  }
}
