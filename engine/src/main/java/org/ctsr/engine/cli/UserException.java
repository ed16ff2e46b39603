package org.ctsr.engine.cli;

/**
 * What the user asked for cannot be done, for a reason the user can act on. The command line shows
 * the message alone, so it must name the file or option and say what is wrong with it.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Shown to the user as it is. */
  public UserException(String message) {
    super(message);
  }

  /** Shown to the user as it is; the cause appears with {@code --verbose}. */
  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
