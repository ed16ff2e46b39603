package org.ctsr.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CameraProcessorTest {
  private static final int SIDE = 48;
  private static final double NOISE = 0.02;

  /** Light of one brightness on the left and of another one on the right. */
  private static Raster edge(double left, double right, double noise) {
    Random random = new Random(5);
    Raster light = new Raster(SIDE, SIDE);
    for (int i = 0; i < light.values.length; i++) {
      double value = i % SIDE < SIDE / 2 ? left : right;
      light.values[i] = (float) (value + noise * Math.sqrt(value) * random.nextGaussian());
    }
    return light;
  }

  /** Standard deviation of a channel in the left half, away from the edge. */
  private static double roughness(Raster picture, int channel) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int y = 6; y < SIDE - 6; y++) {
      for (int x = 6; x < SIDE / 2 - 6; x++) {
        double value = picture.values[channel * picture.plane() + y * SIDE + x];
        sum += value;
        squares += value * value;
        count++;
      }
    }
    return Math.sqrt(squares / count - sum / count * (sum / count));
  }

  /** Largest step between neighbours across the middle. */
  private static double steepness(Raster picture) {
    double steepest = 0;
    for (int x = 8; x < SIDE - 8; x++) {
      int at = SIDE / 2 * SIDE + x;
      steepest = Math.max(steepest, Math.abs(picture.values[at + 1] - picture.values[at]));
    }
    return steepest;
  }

  @Test
  void encodesOnlyWhenThereIsNothingElseToDo() {
    Raster light = edge(0.1, 0.5, NOISE);
    Raster picture = new CameraProcessor(0, 0, 1).develop(light, NOISE);
    assertThat(picture.values).isEqualTo(LinearLight.encoded(light).values);
    assertThat(LinearLight.linear(picture).values).containsExactly(light.values, within(1e-5f));
  }

  @Test
  void noiseGoesAndEdgesStay() {
    Raster light = edge(0.1, 0.5, NOISE);
    Raster plain = new CameraProcessor(0, 0, 1).develop(light, NOISE);
    Raster denoised = new CameraProcessor(2, 0, 1).develop(light, NOISE);
    Raster more = new CameraProcessor(4, 0, 1).develop(light, NOISE);
    for (int channel = 0; channel < Raster.CHANNELS; channel++) {
      assertThat(roughness(denoised, channel)).isLessThan(0.7 * roughness(plain, channel));
      assertThat(roughness(more, channel)).isLessThan(roughness(denoised, channel));
    }
    assertThat(steepness(denoised)).isGreaterThan(0.8 * steepness(plain));
  }

  @Test
  void aPhotoWithoutNoiseIsLeftAlone() {
    Raster light = edge(0.1, 0.5, 0);
    assertThat(new CameraProcessor(2, 0, 1).develop(light, 0).values)
        .isEqualTo(new CameraProcessor(0, 0, 1).develop(light, 0).values);
  }

  @Test
  void noiseIsTakenForWhatItIsInLightAndDark() {
    for (double brightness : new double[] {0.02, 0.2, 0.8}) {
      Raster light = edge(brightness, brightness, NOISE);
      double before = roughness(new CameraProcessor(0, 0, 1).develop(light, NOISE), 1);
      double after = roughness(new CameraProcessor(2, 0, 1).develop(light, NOISE), 1);
      assertThat(after / before).as("light %s", brightness).isBetween(0.25, 0.75);
    }
  }

  @Test
  void sharpeningSteepensEdges() {
    Raster light = edge(0.1, 0.5, 0);
    assertThat(steepness(new CameraProcessor(0, 0.8, 1).develop(light, 0)))
        .isGreaterThan(1.1 * steepness(new CameraProcessor(0, 0, 1).develop(light, 0)));
  }
}
