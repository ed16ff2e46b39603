package org.ctsr.engine.training;

import java.io.IOException;

/**
 * A training configuration that cannot be used. The message names the file, the field and the
 * reason and can be shown as it is.
 */
public class ConfigException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A complete sentence. */
  public ConfigException(String message) {
    super(message);
  }

  /** As above, keeping what caused it. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
