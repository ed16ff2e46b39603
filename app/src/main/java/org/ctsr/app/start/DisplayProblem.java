package org.ctsr.app.start;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why no window can be opened on this machine, in words that say what to do. */
public final class DisplayProblem {
  private static final String COMMAND_LINE =
      " The command line works without one: ctsr upscale PHOTO.";

  private DisplayProblem() {}

  /**
   * What is behind a failed start of JavaFX.
   *
   * @param display value of the environment variable DISPLAY
   * @return one sentence or two for the user; empty if the failure has nothing to do with the
   *     display
   */
  public static Optional<String> explain(Throwable failure, @Nullable String display) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = String.valueOf(at.getMessage());
      if (at instanceof UnsupportedOperationException && message.contains("DISPLAY")) {
        String reason =
            display == null || display.isBlank()
                ? "there is no display to open a window on (DISPLAY is not set)."
                : "the display '" + display + "' cannot be opened.";
        return Optional.of(
            reason
                + " Start it from a desktop session, or set DISPLAY to one you may use."
                + COMMAND_LINE);
      }
      if (at instanceof UnsatisfiedLinkError || message.contains("GTK")) {
        return Optional.of(
            "a library that windows need is missing ("
                + message.lines().findFirst().orElse("")
                + "). Install GTK 3 (Debian: libgtk-3-0, Fedora: gtk3)."
                + COMMAND_LINE);
      }
    }
    return Optional.empty();
  }
}
