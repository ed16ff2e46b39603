package org.ctsr.engine.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Sets up {@code java.util.logging}: warnings only, or everything with {@code --verbose}, in one
 * line each on standard error.
 *
 * <p>{@code LogManager} makes an instance when the first library logs, so a command that logs
 * nothing does not pay for it at start-up.
 */
public final class QuietLogging {
  private static final String CONFIG_CLASS = "java.util.logging.config.class";
  private static final String CONFIG_FILE = "java.util.logging.config.file";
  private static final String LEVEL = "ctsr.log.level";

  /** Called by {@code LogManager}. */
  public QuietLogging() throws IOException {
    String level = System.getProperty(LEVEL, "WARNING");
    String configuration =
        String.join(
            "\n",
            "handlers=java.util.logging.ConsoleHandler",
            ".level=" + level,
            // A machine without a CUDA driver is no cause for a warning from its detection.
            "ai.djl.util.cuda.level=" + (level.equals("WARNING") ? "SEVERE" : level),
            "java.util.logging.ConsoleHandler.level=" + level,
            "java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter",
            "java.util.logging.SimpleFormatter.format=%4$s: %5$s%6$s%n");
    // Properties are read as Latin-1; the text above is ASCII.
    byte[] bytes = configuration.getBytes(StandardCharsets.ISO_8859_1);
    LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(bytes));
  }

  /** Makes this the configuration, unless whoever started the JVM has chosen another. */
  static void install() {
    if (System.getProperty(CONFIG_FILE) == null && System.getProperty(CONFIG_CLASS) == null) {
      System.setProperty(CONFIG_CLASS, QuietLogging.class.getName());
    }
  }

  /** From now on show informational messages too; has effect before the first message only. */
  static void verbose() {
    System.setProperty(LEVEL, "INFO");
  }
}
