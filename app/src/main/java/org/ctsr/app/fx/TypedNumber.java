package org.ctsr.app.fx;

import java.util.Optional;

/** Reads numbers as people type them: with a point or a comma, in the digits of any script. */
public final class TypedNumber {
  private static final int ARABIC_DECIMAL_SEPARATOR = 0x66b;

  private TypedNumber() {}

  /** The number; empty if it is none, or not finite. */
  public static Optional<Double> of(String text) {
    StringBuilder plain = new StringBuilder();
    text.strip()
        .codePoints()
        .forEach(
            character -> {
              int digit = Character.digit(character, 10);
              if (digit >= 0) {
                plain.append(digit);
              } else if (character == ',' || character == ARABIC_DECIMAL_SEPARATOR) {
                plain.append('.');
              } else {
                plain.appendCodePoint(character);
              }
            });
    try {
      return Optional.of(Double.parseDouble(plain.toString())).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
