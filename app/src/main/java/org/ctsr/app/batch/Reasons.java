package org.ctsr.app.batch;

import java.nio.file.Path;

/** Sentences that begin with the file they are about, in a table that names the file already. */
final class Reasons {
  private Reasons() {}

  /** The sentence without the file it begins with. */
  static String without(Path file, String message) {
    String prefix = file + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
