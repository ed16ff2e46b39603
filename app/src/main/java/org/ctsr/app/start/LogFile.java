package org.ctsr.app.start;

import java.io.IOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.engine.io.Folders;

/** Writes what the program logs to a file as well, two of a megabyte at most. */
public final class LogFile {
  private static final int BYTES = 1 << 20;
  private static final Logger ROOT = Logger.getLogger("");

  /** Kept, since a logger that nobody holds forgets its level. */
  private static final Logger CUDA_DETECTION = Logger.getLogger("ai.djl.util.cuda");

  private LogFile() {}

  /** Starts logging; without a writable folder the console has to do. */
  public static void install(AppPaths paths) {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %3$s: %5$s%6$s%n");
    // A machine without a CUDA driver is no cause for a warning.
    CUDA_DETECTION.setLevel(Level.SEVERE);
    try {
      Folders.create(paths.logs());
      // A second instance gets a name of its own (%u), else both would write into one file.
      String pattern = paths.logs().toString().replace("%", "%%") + "/studio%u.%g.log";
      FileHandler handler = new FileHandler(pattern, BYTES, 2, true);
      handler.setFormatter(new SimpleFormatter());
      handler.setEncoding("UTF-8");
      handler.setLevel(Level.INFO);
      ROOT.addHandler(handler);
    } catch (IOException e) {
      ROOT.log(Level.WARNING, "No log file in " + paths.logs(), e);
    }
    for (Handler handler : ROOT.getHandlers()) {
      if (handler instanceof java.util.logging.ConsoleHandler) {
        handler.setLevel(Level.WARNING);
      }
    }
  }
}
