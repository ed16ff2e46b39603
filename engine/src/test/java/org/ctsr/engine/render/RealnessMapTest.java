package org.ctsr.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RealnessMapTest {
  private final float[] values = {0, 1, 0.5f, 0.25f};
  private final RealnessMap map = new RealnessMap(2, 2, values);

  private static float[] row(RealnessMap map, double y) {
    float[] row = new float[2];
    map.sampleRow(y, 0.25, 0.5, row, 2);
    return row;
  }

  @Test
  void aFactorTakesNoFurtherCopyOfTheValues() {
    RealnessMap half = map.times(0.5f);
    assertThat(row(half, 0.25)).containsExactly(0, 0.5f);
    assertThat(row(half.times(0.5f), 0.75)).containsExactly(0.125f, 0.0625f);
    float[] columns = new float[2];
    half.columnsAt(0.25, columns);
    assertThat(columns).containsExactly(0, 0.5f);
    assertThat(map.times(1)).isSameAs(map);
    values[1] = 0.25f;
    assertThat(row(half, 0.25)).containsExactly(0, 0.125f);
  }

  @Test
  void otherFactorsAreRefused() {
    assertThatThrownBy(() -> map.times(1.5f)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> map.times(Float.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
