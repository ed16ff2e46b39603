package org.ctsr.app.train;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.ctsr.engine.io.FileFailure;

/** What to tell the user of a failure that came through a future. */
final class Failures {
  private Failures() {}

  static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof IOException io) {
      return FileFailure.sentence(io);
    }
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
