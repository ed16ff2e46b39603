package org.ctsr.engine.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.ctsr.engine.training.data.DegradationSettings.Camera;
import org.junit.jupiter.api.Test;

class DegradationSettingsTest {
  private static final Camera CAMERA = Settings.degradation(0.7).camera();

  @Test
  void aCameraIsWorsenedInProportion() {
    Camera worse = CAMERA.worsened(1.25, 4, 5);
    assertThat(worse.relativeBlur()).isEqualTo(new Range(0.5, 1.25));
    assertThat(worse.apartBlur()).isEqualTo(new Range(0.3, 1));
    assertThat(worse.noise()).isEqualTo(new Range(0, 0.08));
    assertThat(worse.jpeg()).isEqualTo(new Range(60, 98));
    assertThat(worse.softness()).as("of the ground truth").isEqualTo(CAMERA.softness());
    assertThat(worse.truthNoise()).isEqualTo(CAMERA.truthNoise());
    assertThat(worse.registeredShare()).isEqualTo(CAMERA.registeredShare());
    assertThat(CAMERA.worsened(1, 1, 1)).isEqualTo(CAMERA);
  }

  @Test
  void aBetterCameraHasNoLowerEndAboveItsUpperOne() {
    Camera better = CAMERA.worsened(0.25, 0, 0);
    assertThat(better.relativeBlur()).isEqualTo(new Range(0.25, 0.25));
    assertThat(better.noise()).isEqualTo(new Range(0, 0));
    assertThat(better.jpeg()).isEqualTo(new Range(100, 100));
  }

  @Test
  void whatIsNotAllowedIsNotReached() {
    for (int i = 0; i <= 300; i++) {
      Camera worst = withSoftness(i / 100.0).worsened(1000, 1000, 1000);
      assertThat(worst.relativeBlur().to()).isGreaterThan(0.49).isLessThanOrEqualTo(3);
      assertThat(worst.apartBlur().to()).isBetween(1.49, 1.5);
      assertThat(worst.noise().to()).isBetween(0.99, 1.0);
      assertThat(worst.jpeg().from()).isEqualTo(5);
    }
  }

  private static Camera withSoftness(double softness) {
    return new Camera(
        new Range(0, softness),
        CAMERA.truthNoise(),
        new Range(0.1, 0.2),
        CAMERA.apartShare(),
        CAMERA.apartBlur(),
        CAMERA.elongation(),
        CAMERA.shift(),
        CAMERA.warp(),
        CAMERA.exposure(),
        CAMERA.noise(),
        CAMERA.colorFilterShare(),
        CAMERA.reducedShare(),
        CAMERA.denoising(),
        CAMERA.sharpening(),
        CAMERA.sharpeningRadius(),
        CAMERA.jpeg(),
        CAMERA.registeredShare(),
        CAMERA.registeredPitch());
  }
}
