package org.ctsr.engine.training;

/** Training left the region where it can go on: a loss or gradient is not finite, or exploded. */
public class DivergenceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was seen, as the beginning of a sentence. */
  public DivergenceException(String message) {
    super(message);
  }
}
