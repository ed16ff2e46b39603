package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class MeshTest {
  private static LumaPlane plane(int width, int height, IntBinaryOperator value) {
    double[] values = new double[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsInt(i % width, i / width);
    }
    return new LumaPlane(width, height, values);
  }

  private static double strength(LumaPlane result, LumaPlane truth) {
    Mesh mesh = new Mesh(4);
    mesh.add(result, truth);
    return mesh.strength();
  }

  private static int scene(int x, int y) {
    return x * x % 97 + (y / 8 % 2 == 0 ? 40 : 0);
  }

  @Test
  void aPatternOfTheSmallPhotosPitchIsFoundWhateverThePictureShows() {
    LumaPlane truth = plane(32, 24, MeshTest::scene);
    LumaPlane meshed = plane(32, 24, (x, y) -> scene(x, y) + (x % 4 == 1 ? 4 : 0));
    // A quarter of the places is 3 above the mean, the others are 1 below it.
    assertThat(strength(meshed, truth)).isCloseTo(Math.sqrt(3), within(1e-9));
    assertThat(strength(truth, truth)).isZero();
  }

  @Test
  void anotherBrightnessAndWavesOfAnotherPitchAreNone() {
    LumaPlane truth = plane(32, 24, MeshTest::scene);
    LumaPlane brighter = plane(32, 24, (x, y) -> scene(x, y) + 9);
    LumaPlane waves = plane(32, 24, (x, y) -> scene(x, y) + (x / 8 % 2 == 0 ? 5 : -5));
    assertThat(strength(brighter, truth)).isCloseTo(0, within(1e-9));
    assertThat(strength(waves, truth)).isCloseTo(0, within(1e-9));
  }

  @Test
  void patternsThatCancelInSeveralPicturesAreNone() {
    LumaPlane truth = plane(32, 24, MeshTest::scene);
    Mesh mesh = new Mesh(4);
    mesh.add(plane(32, 24, (x, y) -> scene(x, y) + (x % 4 == 1 ? 4 : 0)), truth);
    mesh.add(plane(32, 24, (x, y) -> scene(x, y) - (x % 4 == 1 ? 4 : 0)), truth);
    assertThat(mesh.strength()).isCloseTo(0, within(1e-9));
  }

  @Test
  void onlyWholePixelsOfTheSmallPhotoCount() {
    LumaPlane odd = plane(30, 24, MeshTest::scene);
    assertThatThrownBy(() -> strength(odd, odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30x24");
  }
}
