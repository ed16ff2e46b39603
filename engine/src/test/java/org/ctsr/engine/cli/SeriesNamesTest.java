package org.ctsr.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesNamesTest {
  @Test
  void aNameIsGivenOnce() {
    SeriesNames names = new SeriesNames();
    assertThat(names.give("compact", "runs/compact")).isEqualTo("compact");
    assertThat(names.give("other", "other")).isEqualTo("other");
    assertThat(names.give("compact", "more/compact")).isEqualTo("more/compact");
    assertThat(names.give("compact", "compact")).isEqualTo("compact (2)");
    assertThat(names.give("compact", "compact")).isEqualTo("compact (3)");
    assertThat(names.give("compact (2)", "x")).isEqualTo("x");
  }
}
