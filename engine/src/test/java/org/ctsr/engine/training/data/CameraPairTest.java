package org.ctsr.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CameraPairTest {
  private static final Range NONE = new Range(0, 0);
  private static final Range ONE = new Range(1, 1);
  private static final int SIDE = 96;

  private static DegradationSettings.Camera clean(Range exposure, Range warp, Range shift) {
    return new DegradationSettings.Camera(
        NONE, NONE, NONE, ONE, shift, warp, exposure, NONE, NONE, NONE, new Range(100, 100));
  }

  private static Raster waves() {
    Raster picture = new Raster(SIDE, SIDE);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float value = (float) (0.5 + 0.3 * Math.sin(0.09 * x) * Math.cos(0.07 * y));
        for (int c = 0; c < Raster.CHANNELS; c++) {
          picture.values[c * picture.plane() + y * SIDE + x] = value;
        }
      }
    }
    return picture;
  }

  private static Raster noise(int side) {
    Random random = new Random(3);
    Raster picture = new Raster(side, side);
    for (int i = 0; i < picture.values.length; i++) {
      picture.values[i] = random.nextFloat();
    }
    return picture;
  }

  private static double difference(Raster a, Raster b) {
    double sum = 0;
    for (int i = 0; i < a.values.length; i++) {
      sum += Math.abs(a.values[i] - b.values[i]);
    }
    return sum / a.values.length;
  }

  private static Raster quarter(Raster large) {
    return Resampler.resize(large, SIDE / 4, SIDE / 4, Resampler.Filter.AREA);
  }

  @Test
  void aPerfectCameraOnlyReduces() {
    CameraPair.Shots shots = new CameraPair(clean(ONE, NONE, NONE)).of(waves(), Dice.of(1, 1));
    assertThat(difference(shots.large(), waves())).isLessThan(1e-6);
    assertThat(difference(shots.small(), quarter(waves()))).isLessThan(0.006);
  }

  @Test
  void lessLightMakesADarkerPhotoAndNoOtherTruth() {
    CameraPair.Shots shots =
        new CameraPair(clean(new Range(0.5, 0.5), NONE, NONE)).of(waves(), Dice.of(1, 1));
    // Half the light is about 0.73 of the encoded value.
    Raster reduced = quarter(waves());
    for (int i = 0; i < reduced.values.length; i++) {
      reduced.values[i] *= 0.73f;
    }
    assertThat(difference(shots.small(), reduced)).isLessThan(0.02);
    assertThat(difference(shots.large(), waves())).isLessThan(1e-6);
  }

  @Test
  void shotsThatLieApartDifferBySo() {
    Range apart = new Range(4, 4);
    CameraPair.Shots shots = new CameraPair(clean(ONE, NONE, apart)).of(waves(), Dice.of(1, 1));
    Raster moved = quarter(waves()).crop(1, 1, SIDE / 4 - 1, SIDE / 4 - 1);
    Raster seen = shots.small().crop(0, 0, SIDE / 4 - 1, SIDE / 4 - 1);
    assertThat(difference(seen, moved)).isLessThan(0.006);
    CameraPair.Shots bent =
        new CameraPair(clean(ONE, new Range(2, 2), NONE)).of(waves(), Dice.of(1, 1));
    assertThat(difference(bent.small(), quarter(waves()))).isGreaterThan(0.006);
  }

  @Test
  void oneCameraBlursEitherShotInItsOwnPixels() {
    Range softness = new Range(1.2, 1.2);
    double close = difference(soft(softness, ONE).large(), soft(NONE, NONE).large());
    assertThat(close).isGreaterThan(0.01);
    // Of two short shots of one camera the one whose lens does half as well there is the flatter.
    double sharp = roughness(soft(softness, new Range(0.5, 0.5)).small());
    double soft = roughness(soft(softness, ONE).small());
    assertThat(soft).isLessThan(0.9 * sharp);
    // A camera that blurs nothing has no short shot that is blurred.
    assertThat(soft(NONE, ONE).small().values).isEqualTo(soft(NONE, NONE).small().values);
  }

  private static CameraPair.Shots soft(Range softness, Range relativeBlur) {
    DegradationSettings.Camera camera =
        new DegradationSettings.Camera(
            softness,
            NONE,
            relativeBlur,
            ONE,
            NONE,
            NONE,
            ONE,
            NONE,
            NONE,
            NONE,
            new Range(100, 100));
    return new CameraPair(camera).of(noise(SIDE), Dice.of(1, 1));
  }

  private static double roughness(Raster picture) {
    double sum = 0;
    for (int i = 1; i < picture.plane(); i++) {
      sum += Math.abs(picture.luma(i) - picture.luma(i - 1));
    }
    return sum / picture.plane();
  }

  @Test
  void aBlurWiderThanThePatchesMarginIsRefused() {
    Range wide = new Range(0, 1.6);
    assertThatThrownBy(() -> soft(wide, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relativeBlur");
  }

  @Test
  void linearLightFollowsTheCurveOfSrgb() {
    Raster steps = new Raster(4, 1);
    float[] encoded = {0f, 0.03f, 0.5f, 1.2f};
    float[] light = {0f, 0.03f / 12.92f, (float) Math.pow(0.555 / 1.055, 2.4), 1f};
    System.arraycopy(encoded, 0, steps.values, 0, encoded.length);
    Raster linear = LinearLight.linear(steps);
    for (int i = 0; i < light.length; i++) {
      assertThat(linear.values[i]).isCloseTo(light[i], within(1e-6f));
    }
    Raster back = LinearLight.encoded(linear);
    for (int i = 0; i < light.length; i++) {
      assertThat(back.values[i]).isCloseTo(Math.min(1f, encoded[i]), within(0.01f / 255));
    }
  }

  @Test
  void theSameDiceGiveTheSameShots() {
    DegradationSettings.Camera camera = Settings.degradation(1).camera();
    CameraPair.Shots one = new CameraPair(camera).of(noise(SIDE), Dice.of(5, 2));
    CameraPair.Shots two = new CameraPair(camera).of(noise(SIDE), Dice.of(5, 2));
    CameraPair.Shots other = new CameraPair(camera).of(noise(SIDE), Dice.of(5, 3));
    assertThat(one.small().values).isEqualTo(two.small().values);
    assertThat(one.large().values).isEqualTo(two.large().values);
    assertThat(one.small().values).isNotEqualTo(other.small().values);
  }

  @Test
  void aSensorKeepsTheOneColorEachPixelSees() {
    Raster picture = noise(12);
    int n = picture.plane();
    for (int phase = 0; phase < 4; phase++) {
      int left = phase % 2;
      int top = phase / 2;
      Raster seen = ColorFilterArray.throughIt(picture, left, top);
      int[] kept = new int[Raster.CHANNELS];
      for (int i = 0; i < n; i++) {
        int same = 0;
        for (int c = 0; c < Raster.CHANNELS; c++) {
          if (Math.abs(seen.values[c * n + i] - picture.values[c * n + i]) < 1e-6) {
            kept[c]++;
            same++;
          }
        }
        assertThat(same).as("colours known at pixel %s", i).isEqualTo(1);
      }
      assertThat(kept).containsExactly(n / 4, n / 2, n / 4);
      // The first red pixel is where it was said to be.
      int red = top * 12 + left;
      assertThat(seen.values[red]).isCloseTo(picture.values[red], within(1e-6f));
    }
  }
}
