package org.ctsr.app.fx;

import java.nio.file.Path;

/** Why something failed, in words for its user. */
public final class Reasons {
  private static final Messages TEXTS = Messages.of(Reasons.class);

  private Reasons() {}

  /** What a failure says; for want of memory, what can be done about it. */
  public static String of(Throwable failure) {
    return failure instanceof OutOfMemoryError
        ? TEXTS.get("memory")
        : String.valueOf(failure.getMessage());
  }

  /** A sentence without the file it begins with, for where the file is named already. */
  public static String without(Path file, String message) {
    String prefix = file + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
