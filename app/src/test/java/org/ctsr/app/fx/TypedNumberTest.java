package org.ctsr.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedNumberTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "half", "1.2.3", "NaN", "Infinity", "1e999"})
  void whatIsNoNumberIsNone(String text) {
    assertThat(TypedNumber.of(text)).isEmpty();
  }

  @Test
  void aPointAndACommaAreTheSame() {
    assertThat(TypedNumber.of(" 0.25 ")).contains(0.25);
    assertThat(TypedNumber.of("0,25")).contains(0.25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de-DE", "ar-EG", "fa-IR", "mr-IN"})
  void whatIsShownCanBeTyped(String language) {
    String shown = String.format(Locale.forLanguageTag(language), "%.2f", 0.75);
    assertThat(TypedNumber.of(shown)).as(shown).contains(0.75);
  }
}
