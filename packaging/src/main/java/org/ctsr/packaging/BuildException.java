package org.ctsr.packaging;

/** The installers cannot be built, for a reason that the message names. */
final class BuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BuildException(String message) {
    super(message);
  }
}
