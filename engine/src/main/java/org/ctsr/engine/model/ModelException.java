package org.ctsr.engine.model;

import java.io.IOException;

/**
 * A model package that cannot be used. The message names the package or file and the reason and can
 * be shown as it is.
 */
public class ModelException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A complete sentence naming package and reason. */
  public ModelException(String message) {
    super(message);
  }

  /** As above, keeping what caused it. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
