package org.ctsr.app.theme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks the desktop whether it is dark, through the tool each one ships.
 *
 * <p>JavaFX tells this only from version 22 on.
 */
public final class SystemAppearance {
  private SystemAppearance() {}

  /** Whether the desktop is dark; empty where it does not say. Takes some milliseconds. */
  public static Optional<Boolean> isDark() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("win")) {
      return ask(
              "reg",
              "query",
              "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
              "/v",
              "AppsUseLightTheme")
          .map(answer -> answer.contains("0x0"));
    }
    if (system.contains("mac")) {
      // The key exists only while the look is dark.
      return Optional.of(
          ask("defaults", "read", "-g", "AppleInterfaceStyle")
              .map(answer -> answer.contains("Dark"))
              .orElse(false));
    }
    Optional<String> scheme = gnome("color-scheme");
    if (scheme.isPresent() && !scheme.get().contains("default")) {
      return scheme.map(answer -> answer.contains("dark"));
    }
    return gnome("gtk-theme").map(answer -> answer.toLowerCase(Locale.ROOT).contains("dark"));
  }

  private static Optional<String> gnome(String key) {
    return ask("gsettings", "get", "org.gnome.desktop.interface", key);
  }

  private static Optional<String> ask(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      try (InputStream output = process.getInputStream()) {
        String answer = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        return process.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
      }
    } catch (IOException e) {
      // No such tool on this desktop: it does not say.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
