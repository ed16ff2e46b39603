package org.ctsr.engine.training;

/** A step's gradient is not finite, or absurdly long; the weights are as before the step. */
final class UselessGradientException extends DivergenceException {
  private static final long serialVersionUID = 1;

  UselessGradientException(String message) {
    super(message);
  }
}
