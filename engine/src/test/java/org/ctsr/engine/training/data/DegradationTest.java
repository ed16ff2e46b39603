package org.ctsr.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DegradationTest {
  private static Raster flat(int side, float value) {
    Raster raster = new Raster(side, side);
    Arrays.fill(raster.values, value);
    return raster;
  }

  /** Smooth waves and hard edges. */
  static Raster scene(int side) {
    Raster raster = new Raster(side, side);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          double v = 0.5 + 0.3 * Math.sin(0.11 * x + c) * Math.cos(0.07 * y);
          raster.values[(c * side + y) * side + x] =
              (float) (v + ((x / 13 + y / 9) % 4 == 0 ? 0.2 : 0));
        }
      }
    }
    return raster;
  }

  private static double meanSquare(Raster a, Raster b) {
    double sum = 0;
    for (int i = 0; i < a.values.length; i++) {
      sum += Math.pow(a.values[i] - b.values[i], 2);
    }
    return sum / a.values.length;
  }

  @ParameterizedTest
  @EnumSource(RasterResizer.Filter.class)
  void everyFilterKeepsBrightnessAtEverySize(RasterResizer.Filter filter) {
    for (int side : new int[] {1, 7, 16, 23, 64}) {
      Raster out = RasterResizer.resize(flat(16, 0.37f), side, side, filter, 0.3, -0.2);
      assertThat(out.values).hasSize(3 * side * side);
      for (float v : out.values) {
        assertThat(v).isCloseTo(0.37f, within(1e-5f));
      }
    }
  }

  @Test
  void areaFilterAveragesWholeBlocks() {
    Raster scene = scene(16);
    Raster out = RasterResizer.resize(scene, 4, 4, RasterResizer.Filter.AREA);
    double sum = 0;
    for (int y = 4; y < 8; y++) {
      for (int x = 8; x < 12; x++) {
        sum += scene.values[y * 16 + x];
      }
    }
    assertThat(out.values[1 * 4 + 2]).isCloseTo((float) (sum / 16), within(1e-5f));
  }

  @Test
  void aShiftMovesThePicture() {
    Raster scene = scene(32);
    Raster moved = RasterResizer.resize(scene, 32, 32, RasterResizer.Filter.BICUBIC, 3, 0);
    for (int x = 0; x < 25; x++) {
      assertThat(moved.values[10 * 32 + x]).isCloseTo(scene.values[10 * 32 + x + 3], within(1e-5f));
    }
  }

  /** What becomes of a single point far from the border: the kernel's taps, row by row. */
  private static float[] response(BlurKernel kernel, int size) {
    int side = 3 * size;
    Raster point = new Raster(side, side);
    point.values[side * side / 2] = 1;
    float[] blurred = kernel.apply(point).values;
    float[] taps = new float[size * size];
    for (int j = 0; j < size; j++) {
      System.arraycopy(blurred, (size + j) * side + size, taps, j * size, size);
    }
    return taps;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1.0, 2.5})
  void kernelsSumToOneAndAreSymmetric(double sigma) {
    for (BlurKernel kernel :
        new BlurKernel[] {
          BlurKernel.gaussian(sigma, 2 * sigma, 0.7, 1.0, 15),
          BlurKernel.gaussian(sigma, sigma, 0, 2.5, 15),
          BlurKernel.plateau(sigma, sigma, 0, 1.5, 15),
          BlurKernel.sinc(1.0 + sigma / 2, 15)
        }) {
      float[] taps = response(kernel, 15);
      double sum = 0;
      for (int i = 0; i < taps.length; i++) {
        sum += taps[i];
        assertThat(taps[i]).isCloseTo(taps[taps.length - 1 - i], within(1e-6f));
      }
      assertThat(sum).isCloseTo(1.0, within(1e-5));
    }
  }

  @Test
  void gaussianHasItsSigma() {
    float[] taps = response(BlurKernel.gaussian(1.7, 1.7, 0, 1.0, 21), 21);
    double variance = 0;
    for (int j = 0; j < 21; j++) {
      for (int i = 0; i < 21; i++) {
        variance += taps[j * 21 + i] * (i - 10) * (i - 10);
      }
    }
    assertThat(Math.sqrt(variance)).isCloseTo(1.7, within(0.01));
  }

  @Test
  void aRoundGaussianIsAppliedInTwoSteps() {
    // The least bit of ellipse makes the general way of the round one's.
    Raster scene = scene(40);
    Raster two = BlurKernel.gaussian(2.0, 2.0, 0, 1.0, 13).apply(scene);
    Raster one = BlurKernel.gaussian(2.0, 2.0 + 1e-9, 0, 1.0, 13).apply(scene);
    for (int i = 0; i < one.values.length; i++) {
      assertThat(two.values[i]).isCloseTo(one.values[i], within(1e-5f));
    }
  }

  @Test
  void jpegKeepsFlatColourAndLosesMoreAtLowerQuality() {
    Raster grey = flat(20, 128 / 255f);
    assertThat(meanSquare(JpegArtifacts.apply(grey, 30, true), grey)).isLessThan(1e-5);
    Raster scene = scene(40);
    double best = meanSquare(JpegArtifacts.apply(scene, 100, false), scene);
    double good = meanSquare(JpegArtifacts.apply(scene, 85, false), scene);
    double poor = meanSquare(JpegArtifacts.apply(scene, 25, false), scene);
    assertThat(best).isLessThan(1e-4);
    assertThat(good).isBetween(best, poor);
    assertThat(poor).isGreaterThan(4 * good);
  }

  @Test
  void aPatchIsTheSameOnEveryMachine() {
    // The number was computed once; arithmetic or random choices that differ anywhere change it.
    CRC32 crc = new CRC32();
    for (int i = 0; i < 12; i++) {
      Degraded patch =
          new DegradationPipeline(Settings.degradation(0.5))
              .degrade(scene(DegradationPipeline.cropSize(16)), 16, Dice.of(3, i));
      crc.update(patch.small().toBytes());
      crc.update(patch.truth().toBytes());
    }
    assertThat(crc.getValue()).isEqualTo(143340345L);
  }

  @Test
  void mildPatchesAreNearerToTheTruthThanHeavyOnes() {
    assertThat(damage(1.0)).isLessThan(0.7 * damage(0.0));
  }

  private static double damage(double mildShare) {
    DegradationPipeline pipeline = new DegradationPipeline(Settings.degradation(mildShare));
    double sum = 0;
    for (int i = 0; i < 40; i++) {
      Degraded patch = pipeline.degrade(scene(DegradationPipeline.cropSize(16)), 16, Dice.of(5, i));
      Raster ideal = RasterResizer.resize(patch.sharp(), 16, 16, RasterResizer.Filter.AREA);
      sum += meanSquare(patch.small(), ideal);
    }
    return sum;
  }

  @Test
  void smallPhotoAndTruthLieOnEachOther() {
    DegradationPipeline pipeline = new DegradationPipeline(Settings.clean());
    Degraded patch = pipeline.degrade(scene(DegradationPipeline.cropSize(16)), 16, Dice.of(1, 1));
    Raster ideal = RasterResizer.resize(patch.truth(), 16, 16, RasterResizer.Filter.AREA);
    Raster displaced = RasterResizer.resize(patch.truth(), 16, 16, RasterResizer.Filter.AREA, 4, 4);
    assertThat(meanSquare(patch.small(), ideal))
        .isLessThan(0.25 * meanSquare(patch.small(), displaced));
  }

  @Test
  void aPlainPatchIsTheSharpOneReduced() {
    for (int i = 0; i < 8; i++) {
      Degraded patch =
          new DegradationPipeline(Settings.plain())
              .degrade(scene(DegradationPipeline.cropSize(16)), 16, Dice.of(7, i));
      assertThat(patch.truth().values).isEqualTo(patch.sharp().values);
      Raster ideal = RasterResizer.resize(patch.sharp(), 16, 16, RasterResizer.Filter.AREA);
      // Filters differ a little, blurs would by far more; the patch's border sees nothing beyond
      // it.
      assertThat(meanSquare(patch.small().crop(2, 2, 12, 12), ideal.crop(2, 2, 12, 12)))
          .isLessThan(5e-4);
    }
  }

  @Test
  void everyRoundVisitsEveryItemOnce() {
    for (int size : new int[] {1, 2, 7, 12, 79}) {
      for (int round = 0; round < 3; round++) {
        boolean[] seen = new boolean[size];
        for (int i = 0; i < size; i++) {
          seen[Shuffle.item(9, (long) round * size + i, size)] = true;
        }
        assertThat(seen).doesNotContain(false);
      }
    }
  }
}
