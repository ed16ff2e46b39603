package org.ctsr.engine.torch;

import java.io.IOException;

/**
 * PyTorch libraries cannot be used or fetched, for a reason the user can act on; the message names
 * it.
 */
public final class TorchException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Shown to the user as it is. */
  public TorchException(String message) {
    super(message);
  }

  /** Shown to the user as it is. */
  public TorchException(String message, Throwable cause) {
    super(message, cause);
  }
}
