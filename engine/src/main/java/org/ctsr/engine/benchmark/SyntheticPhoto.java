package org.ctsr.engine.benchmark;

import java.util.Arrays;
import java.util.Random;
import org.ctsr.engine.image.Metadata;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.image.SamplePlane;

/** A photo to measure with: how long a network takes does not depend on what is in the picture. */
final class SyntheticPhoto {
  private SyntheticPhoto() {}

  /** Waves with a little noise, so that encoders meet neither emptiness nor pure noise. */
  static RgbImage of(int width, int height) {
    SamplePlane[] planes = new SamplePlane[3];
    Arrays.setAll(
        planes,
        channel -> {
          Random random = new Random(channel);
          byte[] samples = new byte[width * height];
          for (int i = 0; i < samples.length; i++) {
            double wave = Math.sin(0.02 * (i % width) + channel) * Math.cos(0.03 * (i / width));
            samples[i] = (byte) (int) (128 + 90 * wave + 8 * random.nextGaussian());
          }
          return SamplePlane.of(samples);
        });
    return RgbImage.rgb(width, height, planes[0], planes[1], planes[2], null, Metadata.NONE);
  }
}
