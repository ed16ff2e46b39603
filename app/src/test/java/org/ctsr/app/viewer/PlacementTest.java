package org.ctsr.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacementTest {
  private final Placement placement = new Placement(() -> {});

  /** A panorama of 30000 x 500 pixels, four times as large, in half a window. */
  @Test
  void theWholeOfALongPanoramaFits() {
    placement.setPicture(120_000, 2_000);
    placement.setWindowSize(600, 700);
    placement.fit();
    assertThat(placement.zoomProperty().get()).isEqualTo(600 / 120_000.0);
    placement.zoomTo(1, 0, 0);
    placement.zoomTo(1e-6, 0, 0);
    assertThat(placement.zoomProperty().get()).isEqualTo(600 / 120_000.0);
  }

  @Test
  void aPictureThatFitsAtOnceCanBeMadeSmaller() {
    placement.setPicture(4_000, 3_000);
    placement.setWindowSize(600, 700);
    placement.fit();
    assertThat(placement.zoomProperty().get()).isEqualTo(600 / 4_000.0);
    placement.zoomTo(1e-6, 0, 0);
    assertThat(placement.zoomProperty().get()).isEqualTo(1.0 / 128);
  }
}
