package org.ctsr.app.fx;

import java.nio.file.Path;

/** Sentences that begin with the file they are about, where the file is named already. */
public final class Reasons {
  private Reasons() {}

  /** The sentence without the file it begins with. */
  public static String without(Path file, String message) {
    String prefix = file + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }
}
