package org.ctsr.engine.training;

/** Checks of configuration fields; the messages begin with the field's name. */
final class Checks {
  private Checks() {}

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  static void positive(String field, double value) {
    require(Double.isFinite(value) && value > 0, field + ": must be above 0, not " + value);
  }

  static void weight(String field, double value) {
    require(Double.isFinite(value) && value >= 0, field + ": must be 0 or more, not " + value);
  }
}
