package org.ctsr.engine.training;

/** A step's gradient is not finite; the weights are as before the step. */
final class NotFiniteException extends DivergenceException {
  private static final long serialVersionUID = 1;

  NotFiniteException(String message) {
    super(message);
  }
}
