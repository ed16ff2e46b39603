package org.ctsr.app.train;

import java.util.concurrent.CompletionException;

/** What to tell the user of a failure that came through a future. */
final class Failures {
  private Failures() {}

  static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
