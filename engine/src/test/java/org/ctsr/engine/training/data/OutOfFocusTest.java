package org.ctsr.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutOfFocusTest {
  /** Black, with a white point in the middle. */
  private static Raster point(int side) {
    Raster raster = new Raster(side, side);
    for (int c = 0; c < Raster.CHANNELS; c++) {
      raster.values[c * raster.plane() + side / 2 * side + side / 2] = 1;
    }
    return raster;
  }

  /** Mean squared difference to the pixel on the right, of the columns from {@code from} on. */
  private static double roughness(Raster raster, int from, int to) {
    double sum = 0;
    for (int y = 0; y < raster.height; y++) {
      for (int x = from; x < to; x++) {
        int i = y * raster.width + x;
        sum += Math.pow(raster.values[i + 1] - raster.values[i], 2);
      }
    }
    return sum / (raster.height * (to - from));
  }

  @Test
  void aPointBecomesADiscOfItsLight() {
    Raster disc = BlurKernel.disc(4).apply(point(31));
    double sum = 0;
    for (int i = 0; i < disc.plane(); i++) {
      double distance = Math.hypot(i % 31 - 15, i / 31 - 15);
      if (distance <= 3.5) {
        assertThat(disc.values[i]).isCloseTo(disc.values[15 * 31 + 15], within(1e-6f));
      } else if (distance >= 4.5) {
        assertThat(disc.values[i]).isZero();
      }
      sum += disc.values[i];
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void evenScenesStayAsTheyAre() {
    Raster even = new Raster(40, 40);
    Arrays.fill(even.values, 0.3f);
    for (int seed = 0; seed < 4; seed++) {
      for (float v : OutOfFocus.blurred(even, 5, Dice.of(seed, 0)).values) {
        assertThat(v).isCloseTo(0.3f, within(1e-4f));
      }
    }
  }

  /** Some wholly, some from one side on; never sharper than before. */
  @Test
  void scenesAreSoftWhollyOrFromOneSideOn() {
    Raster scene = DegradationTest.scene(96);
    double before = roughness(scene, 0, 95);
    int falling = 0;
    for (int seed = 0; seed < 24; seed++) {
      Raster soft = OutOfFocus.blurred(scene, 6, Dice.of(seed, 0));
      assertThat(roughness(soft, 0, 95)).isLessThan(0.9 * before);
      double left = roughness(soft, 0, 24) / roughness(scene, 0, 24);
      double right = roughness(soft, 71, 95) / roughness(scene, 71, 95);
      falling += Math.max(left, right) > 2 * Math.min(left, right) ? 1 : 0;
    }
    assertThat(falling).isBetween(2, 16);
  }

  @Test
  void groundTruthAndSmallPhotoAreOfTheSoftScene() {
    DegradationSettings clean = Settings.clean();
    Range radius = new Range(8, 8);
    DegradationPipeline soft =
        new DegradationPipeline(
            new DegradationSettings(0, 1, 1, radius, clean.camera(), clean.mild(), clean.heavy()));
    int patch = 16;
    Raster scene = DegradationTest.scene(DegradationPipeline.cropSize(patch));
    Degraded sharp = new DegradationPipeline(clean).degrade(scene, patch, Dice.of(3, 0));
    Degraded blurred = soft.degrade(scene, patch, Dice.of(3, 0));
    assertThat(roughness(blurred.truth(), 0, 63)).isLessThan(0.9 * roughness(sharp.truth(), 0, 63));
    assertThat(blurred.sharp().values).isEqualTo(blurred.truth().values);
    // The small one shows it too: reduced, the truth is nearly it.
    Raster reduced = RasterResizer.resize(blurred.truth(), patch, patch, RasterResizer.Filter.AREA);
    for (int y = 2; y < patch - 2; y++) {
      for (int x = 2; x < patch - 2; x++) {
        assertThat(blurred.small().values[y * patch + x])
            .isCloseTo(reduced.values[y * patch + x], within(0.03f));
      }
    }
  }
}
