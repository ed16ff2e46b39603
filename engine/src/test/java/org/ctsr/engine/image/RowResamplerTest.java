package org.ctsr.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowResamplerTest {
  private static final int[][] SIZES = {
    {1, 1, 1, 1},
    {1, 1, 5, 3},
    {7, 5, 1, 1},
    {1, 9, 1, 4},
    {64, 48, 16, 12},
    {64, 48, 41, 31},
    {20, 30, 19, 29},
    {16, 12, 64, 48},
    {10, 10, 23, 37},
    {100, 3, 3, 3},
    {2, 200, 2, 7},
    {13, 17, 13, 17}
  };

  private static float[] noise(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** A whole plane, {@code toWidth * toHeight} values. */
  private static float[] plane(
      float[] plane, int width, int height, int toWidth, int toHeight, Kernel kernel) {
    RowResampler resampler = new RowResampler(1, width, height, toWidth, toHeight, kernel);
    float[] result = new float[toWidth * toHeight];
    float[][] in = {new float[width]};
    float[][] out = {new float[toWidth]};
    int next = 0;
    for (int y = 0; y < toHeight; y++) {
      while (resampler.needsRow()) {
        System.arraycopy(plane, next++ * width, in[0], 0, width);
        resampler.push(in);
      }
      resampler.pull(out);
      System.arraycopy(out[0], 0, result, y * toWidth, toWidth);
    }
    return result;
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void constantStaysConstant(Kernel kernel) {
    for (int[] s : SIZES) {
      float[] plane = new float[s[0] * s[1]];
      java.util.Arrays.fill(plane, 0.3f);
      for (float value : plane(plane, s[0], s[1], s[2], s[3], kernel)) {
        assertThat(value).isCloseTo(0.3f, offset(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void sameSizeChangesNothing(Kernel kernel) {
    float[] plane = noise(13 * 17, 1);
    float[] same = plane(plane, 13, 17, 13, 17, kernel);
    for (int i = 0; i < plane.length; i++) {
      assertThat(same[i]).isCloseTo(plane[i], offset(1e-6f));
    }
  }

  @Test
  void areaKeepsTheMeanExactly() {
    for (int[] s : new int[][] {{64, 48, 16, 12}, {64, 48, 41, 31}, {7, 5, 1, 1}}) {
      float[] plane = noise(s[0] * s[1], 2);
      float[] small = plane(plane, s[0], s[1], s[2], s[3], Kernel.AREA);
      assertThat(mean(small)).isCloseTo(mean(plane), offset(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void meanOfSmoothPicturesIsKept(Kernel kernel) {
    float[] plane = new float[96 * 64];
    for (int i = 0; i < plane.length; i++) {
      int x = i % 96;
      int y = i / 96;
      plane[i] = (float) (0.5 + 0.3 * Math.cos(Math.PI * (x + 0.5) / 48) * Math.cos(y * 0.1));
    }
    for (int[] to : new int[][] {{24, 16}, {41, 33}, {192, 128}, {96, 17}}) {
      float[] other = plane(plane, 96, 64, to[0], to[1], kernel);
      assertThat(mean(other)).isCloseTo(mean(plane), offset(kernel == Kernel.AREA ? 4e-3 : 1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void mirroredInputGivesMirroredOutput(Kernel kernel) {
    for (int[] s : SIZES) {
      if (kernel == Kernel.AREA && s[2] > s[0]) {
        continue; // a nearest sample exactly between two has to take one side
      }
      float[] plane = noise(s[0] * s[1], 3);
      float[] mirrored = mirror(plane, s[0], s[1]);
      float[] expected = mirror(plane(plane, s[0], s[1], s[2], s[3], kernel), s[2], s[3]);
      float[] actual = plane(mirrored, s[0], s[1], s[2], s[3], kernel);
      for (int i = 0; i < actual.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], offset(2e-6f));
      }
    }
  }

  @Test
  void rampStaysARampInside() {
    for (Kernel kernel : new Kernel[] {Kernel.CATMULL_ROM, Kernel.AREA, Kernel.LANCZOS3}) {
      float[] ramp = new float[120];
      for (int i = 0; i < ramp.length; i++) {
        ramp[i] = i / 120f;
      }
      float[] small = plane(ramp, 120, 1, 40, 1, kernel);
      for (int i = 8; i < 32; i++) {
        assertThat(small[i]).isCloseTo((3 * i + 1) / 120f, offset(2e-3f));
      }
    }
  }

  /** Two-dimensional sums over the kernel itself, without the separation or the ring of rows. */
  @Test
  void equalsTheDefinition() {
    float[] plane = noise(30 * 22, 4);
    float[] actual = plane(plane, 30, 22, 13, 17, Kernel.LANCZOS3);
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 13; x++) {
        double sum = 0;
        double weights = 0;
        for (int v = -30; v < 60; v++) {
          for (int u = -30; u < 60; u++) {
            double w =
                Kernel.LANCZOS3.at((u - ((x + 0.5) * 30 / 13 - 0.5)) / (30.0 / 13))
                    * Kernel.LANCZOS3.at((v - ((y + 0.5) * 22 / 17 - 0.5)) / (22.0 / 17));
            sum += w * plane[reflect(v, 22) * 30 + reflect(u, 30)];
            weights += w;
          }
        }
        assertThat((double) actual[y * 13 + x]).isCloseTo(sum / weights, offset(1e-5));
      }
    }
  }

  private static int reflect(int i, int n) {
    int m = Math.floorMod(i, 2 * n);
    return m < n ? m : 2 * n - 1 - m;
  }

  @Test
  void holdsFewRowsAndRefusesDisorder() {
    RowResampler resampler = new RowResampler(1, 4, 1000, 4, 500, Kernel.LANCZOS3);
    assertThatThrownBy(() -> resampler.pull(new float[1][4]))
        .isInstanceOf(IllegalStateException.class);
    int pushed = 0;
    for (int y = 0; y < 500; y++) {
      while (resampler.needsRow()) {
        resampler.push(new float[1][4]);
        pushed++;
      }
      assertThat(pushed).isLessThanOrEqualTo(2 * y + 9);
      resampler.pull(new float[1][4]);
    }
    assertThat(pushed).isEqualTo(1000);
    assertThat(resampler.needsRow()).isFalse();
    assertThatThrownBy(() -> resampler.push(new float[1][4]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void curveIsExactToATenthOfA16BitStep() {
    for (int i = 0; i <= 1_000_000; i++) {
      float v = i / 1e6f;
      assertThat(Math.abs(SrgbCurve.decode(v) - SrgbCurve.decodeExactly(v))).isLessThan(1.5e-6);
      assertThat(Math.abs(SrgbCurve.encode(v) - SrgbCurve.encodeExactly(v))).isLessThan(1.5e-6);
    }
    assertThat(SrgbCurve.decode(Float.NaN)).isZero();
    assertThat(SrgbCurve.encode(Float.NaN)).isZero();
    assertThat(SrgbCurve.encode(2)).isEqualTo(1);
    assertThat(SrgbCurve.decode(-1)).isZero();
  }

  /** Half of the pixels white gives half of the light, not half of the code value. */
  @Test
  void picturesAreReducedInLinearLight() throws Exception {
    RowSource checkers = new TestRows(64, 64, true, false, (c, x, y) -> (x + y) % 2 == 0 ? 1f : 0f);
    RowSource small = new ResampledRows(checkers, 32, 32, Kernel.AREA);
    float[][] row = new float[3][32];
    small.nextRow(row);
    assertThat(row[0][16]).isCloseTo((float) SrgbCurve.encodeExactly(0.5), offset(1e-5f));
    assertThat(row[2]).isEqualTo(row[0]);
  }

  /** Green hidden behind zero alpha must not tint the red beside it. */
  @Test
  void hiddenColoursDoNotBleed() throws Exception {
    Supplier<RowSource> cutOut =
        () ->
            new TestRows(
                40,
                8,
                false,
                true,
                (c, x, y) ->
                    switch (c) {
                      case 0 -> x < 20 ? 1f : 0f;
                      case 1 -> x < 20 ? 0f : 1f;
                      case 2 -> 0f;
                      default -> x < 20 ? 1f : 0f;
                    });
    for (int width : new int[] {13, 27, 90}) {
      RowSource other = new ResampledRows(cutOut.get(), width, 8, Kernel.LANCZOS3);
      float[][] row = new float[4][width];
      other.nextRow(row);
      for (int x = 0; x < width; x++) {
        assertThat(row[1][x]).isCloseTo(0f, offset(1e-4f));
        if (row[3][x] > 0.01f) {
          assertThat(row[0][x]).isCloseTo(1f, offset(1e-3f));
        }
      }
    }
  }

  @Test
  void hiddenColoursAreFilledFromWhatIsVisible() throws Exception {
    Pixels pixels = new Pixels(9, 7, 8, 3, true, Long.MAX_VALUE);
    int[] hidden = {7, 255, 0, 0};
    for (int y = 0; y < 7; y++) {
      int[] visible = {200, 100, 50, 1 + y};
      for (int band = 0; band < 4; band++) {
        int[] row = new int[9];
        for (int x = 0; x < 9; x++) {
          row[x] = x < 4 ? visible[band] : hidden[band];
        }
        pixels.writeRow(band, y, row);
      }
    }
    RgbImage photo = pixels.toImage(Metadata.NONE);
    RgbImage filled = HiddenColors.fill(photo);
    float[] value = new float[63];
    int[] expected = {200, 100, 50};
    for (int c = 0; c < 3; c++) {
      filled.readRegion(c, 0, 0, 9, 7, value, 0, 9);
      for (float v : value) {
        assertThat(Math.round(v * 255)).isEqualTo(expected[c]);
      }
    }
    float[] alpha = new float[63];
    photo.readRegion(RgbImage.ALPHA, 0, 0, 9, 7, alpha, 0, 9);
    filled.readRegion(RgbImage.ALPHA, 0, 0, 9, 7, value, 0, 9);
    assertThat(value).isEqualTo(alpha);
    RgbImage opaque = RoundTripTest.picture(3, 3, 8, false, false);
    assertThat(HiddenColors.fill(opaque)).isSameAs(opaque);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static float[] mirror(float[] plane, int width, int height) {
    float[] mirrored = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        mirrored[y * width + x] = plane[(height - 1 - y) * width + width - 1 - x];
      }
    }
    return mirrored;
  }
}
