package org.ctsr.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrushLineTest {
  @Test
  void coversWhatIsNearAndFadesAtItsRim() {
    BrushLine line = BrushLine.between(10, 10, 30, 10, 4, 0.5);
    assertThat(line.covers(20, 10)).isEqualTo(1);
    assertThat(line.covers(20, 12)).as("to half its radius").isEqualTo(1);
    assertThat(line.covers(20, 13)).as("half way down").isEqualTo(0.5f);
    assertThat(line.covers(20, 14)).isZero();
    assertThat(line.covers(7, 10)).as("its ends are round").isEqualTo(0.5f);
    assertThat(line.covers(33, 10)).isEqualTo(0.5f);
    assertThat(line.covers(5, 10)).isZero();
  }

  @Test
  void aDotIsALineToo() {
    BrushLine dot = BrushLine.between(10, 10, 10, 10, 4, 0);
    assertThat(dot.covers(10, 13.9)).as("without softness nothing fades").isEqualTo(1);
    assertThat(dot.covers(10, 14)).isZero();
  }
}
