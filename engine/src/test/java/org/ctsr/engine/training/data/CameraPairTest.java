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
    return camera(NONE, NONE, 0, NONE, shift, warp, exposure, 1, 0, NONE, ONE);
  }

  private static DegradationSettings.Camera camera(
      Range softness,
      Range relativeBlur,
      double apartShare,
      Range apartBlur,
      Range shift,
      Range warp,
      Range exposure,
      double colorFilterShare,
      double reducedShare,
      Range sharpening,
      Range radius) {
    return new DegradationSettings.Camera(
        softness,
        NONE,
        relativeBlur,
        apartShare,
        apartBlur,
        ONE,
        shift,
        warp,
        exposure,
        NONE,
        colorFilterShare,
        reducedShare,
        NONE,
        sharpening,
        radius,
        new Range(100, 100),
        0,
        ONE);
  }

  private static DegradationSettings.Camera registered(double share, double pitch) {
    return new DegradationSettings.Camera(
        NONE,
        NONE,
        NONE,
        0,
        NONE,
        ONE,
        NONE,
        NONE,
        ONE,
        NONE,
        0,
        0,
        NONE,
        NONE,
        ONE,
        new Range(100, 100),
        share,
        new Range(pitch, pitch));
  }

  private static CameraPair.Shots of(DegradationSettings.Camera camera, Raster scene) {
    return new CameraPair(camera).of(scene, Dice.of(1, 1));
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
    return RasterResizer.resize(large, SIDE / 4, SIDE / 4, RasterResizer.Filter.AREA);
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
    return of(
        camera(softness, relativeBlur, 0, NONE, NONE, NONE, ONE, 1, 0, NONE, ONE), noise(SIDE));
  }

  @Test
  void shotsApartHaveALensEach() {
    Range soft = new Range(1.2, 1.2);
    CameraPair.Shots sharp =
        of(camera(soft, ONE, 1, NONE, NONE, NONE, ONE, 1, 0, NONE, ONE), noise(SIDE));
    // The short shot is as one without any blur, however soft the long one is.
    assertThat(sharp.large().values).isEqualTo(soft(soft, ONE).large().values);
    assertThat(sharp.small().values).isEqualTo(soft(NONE, NONE).small().values);
    CameraPair.Shots blurred =
        of(camera(NONE, NONE, 1, ONE, NONE, NONE, ONE, 1, 0, NONE, ONE), noise(SIDE));
    assertThat(roughness(blurred.small())).isLessThan(0.7 * roughness(sharp.small()));
  }

  @Test
  void shotsApartHaveAProcessorEach() {
    Range some = new Range(0, 2);
    Raster scene = waves();
    double[] strengths = new double[2];
    for (int k = 0; k < 2; k++) {
      DegradationSettings.Camera camera =
          camera(NONE, NONE, k, NONE, NONE, NONE, ONE, 1, 0, some, ONE);
      // Sharpening adds to the long shot; the short one's differs with the processor it has.
      strengths[k] = roughness(of(camera, scene).small());
      assertThat(of(camera, scene).large().values)
          .isEqualTo(
              of(camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 1, 0, some, ONE), scene)
                  .large()
                  .values);
    }
    assertThat(strengths[1]).isNotCloseTo(strengths[0], within(1e-4 * strengths[0]));
  }

  @Test
  void aBetterProcessorKeepsWhatTheColorFiltersTake() {
    Raster scene = noise(SIDE);
    Raster all = of(camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 0, 0, NONE, ONE), scene).small();
    Raster filtered =
        of(camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 1, 0, NONE, ONE), scene).small();
    Raster light = LinearLight.linear(scene);
    Raster reduced =
        LinearLight.encoded(
            RasterResizer.resize(light, SIDE / 4, SIDE / 4, RasterResizer.Filter.AREA));
    assertThat(lumaDifference(all, reduced)).isLessThan(0.005);
    assertThat(lumaDifference(filtered, reduced)).isGreaterThan(0.015);
  }

  /** Of the luma, as JPEG may halve the colours. */
  private static double lumaDifference(Raster a, Raster b) {
    double sum = 0;
    for (int i = 0; i < a.plane(); i++) {
      sum += Math.abs(a.luma(i) - b.luma(i));
    }
    return sum / a.plane();
  }

  @Test
  void aShotProcessedLargerAndReducedIsTheSameScene() {
    Raster scene = waves();
    Raster small = of(camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 0, 1, NONE, ONE), scene).small();
    assertThat(small.width).isEqualTo(SIDE / 4);
    assertThat(difference(small, quarter(scene))).isLessThan(0.006);
    // Its halo is half as wide, in the photo's pixels, as one of a photo sharpened at its own size.
    Range strong = new Range(2, 2);
    Raster scenery = noise(SIDE);
    assertThat(
            difference(
                of(camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 0, 1, strong, ONE), scenery)
                    .small(),
                of(camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 0, 0, strong, ONE), scenery)
                    .small()))
        .isGreaterThan(0.02);
  }

  @Test
  void aRegisteredShotLiesWhereItDidAndIsSofter() {
    Raster waves = waves();
    for (double pitch : new double[] {0.9, 1, 1.1}) {
      Raster small = of(registered(1, pitch), waves).small();
      assertThat(small.width).as("pitch %s", pitch).isEqualTo(SIDE / 4);
      // Away from the border, where what is mirrored is interpolated.
      int inner = SIDE / 4 - 6;
      assertThat(
              difference(small.crop(3, 3, inner, inner), quarter(waves).crop(3, 3, inner, inner)))
          .as("pitch %s", pitch)
          .isLessThan(0.006);
    }
    Raster scenery = noise(SIDE);
    double before = roughness(of(registered(0, 1), scenery).small());
    assertThat(roughness(of(registered(1, 1), scenery).small())).isLessThan(0.9 * before);
  }

  @Test
  void aWiderUnsharpMaskReachesLongerWaves() {
    Range strong = new Range(1, 1);
    Raster scene = waves();
    double narrow =
        difference(
            of(
                    camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 0, 0, strong, new Range(0.5, 0.5)),
                    scene)
                .large(),
            scene);
    double wide =
        difference(
            of(camera(NONE, NONE, 0, NONE, NONE, NONE, ONE, 0, 0, strong, new Range(2, 2)), scene)
                .large(),
            scene);
    assertThat(wide).isGreaterThan(4 * narrow);
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
    assertThatThrownBy(() -> camera(ONE, ONE, 0.5, wide, NONE, NONE, ONE, 1, 0, NONE, ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("apartBlur");
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
