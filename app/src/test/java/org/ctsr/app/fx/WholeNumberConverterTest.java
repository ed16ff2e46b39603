package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberConverterTest {
  private final List<String> corrected = new ArrayList<>();
  private final WholeNumberConverter converter = new WholeNumberConverter(() -> 4, corrected::add);

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "four", "99999999999", "1.5"})
  void whatIsNoNumberStandsForTheOneBefore(String text) {
    assertThat(converter.fromString(text)).isEqualTo(4);
    assertThat(corrected).containsExactly("4");
  }

  @Test
  void numbersAreTaken() {
    assertThat(converter.fromString(" 12 ")).isEqualTo(12);
    assertThat(converter.toString(12)).isEqualTo("12");
    assertThat(corrected).isEmpty();
  }
}
