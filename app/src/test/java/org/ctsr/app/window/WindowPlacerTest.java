package org.ctsr.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import org.ctsr.app.settings.WindowPlacement;
import org.junit.jupiter.api.Test;

class WindowPlacerTest {
  private static final WindowPlacement BEFORE = new WindowPlacement(40, 30, 1200, 800, false);
  private static final WindowPlacement WHOLE = new WindowPlacement(0, 0, 1920, 1080, false);

  @Test
  void fullScreenIsNotRememberedAsTheSize() {
    assertThat(WindowPlacer.kept(WHOLE, true, BEFORE)).isEqualTo(BEFORE);
    assertThat(WindowPlacer.kept(WHOLE, true, null)).isNull();
    assertThat(WindowPlacer.kept(WHOLE, false, BEFORE)).isEqualTo(WHOLE);
  }

  @Test
  void aMaximizedWindowGoesBackToItsSizeOfBefore() {
    assertThat(WindowPlacer.kept(new WindowPlacement(0, 0, 1920, 1080, true), false, BEFORE))
        .isEqualTo(new WindowPlacement(40, 30, 1200, 800, true));
  }

  @Test
  void aWindowTooLargeForItsScreenIsMadeSmaller() {
    // 1280 x 720 pixels at 150 %, less a task bar.
    Rectangle2D small = new Rectangle2D(0, 0, 853, 440);
    assertThat(WindowPlacer.within(new WindowPlacement(100, 60, 1180, 840, false), small))
        .isEqualTo(new WindowPlacement(0, 0, 853, 440, false));
    assertThat(WindowPlacer.within(new WindowPlacement(700, 60, 400, 300, false), small))
        .isEqualTo(new WindowPlacement(453, 60, 400, 300, false));
  }
}
