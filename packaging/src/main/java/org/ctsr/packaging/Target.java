package org.ctsr.packaging;

import java.util.List;
import java.util.Locale;

/**
 * The operating system and processor that is built on, and for: neither jpackage nor the native
 * libraries cross over.
 *
 * @param system Linux, macOS or Windows
 * @param arch {@code x86_64} or {@code aarch64}
 */
record Target(Kind system, String arch) {
  /** Operating systems. */
  enum Kind {
    LINUX,
    MAC,
    WINDOWS
  }

  /** Where this runs. */
  static Target here() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Target of(String systemName, String archName) {
    String name = systemName.toLowerCase(Locale.ROOT);
    Kind kind =
        name.startsWith("linux") ? Kind.LINUX : name.startsWith("mac") ? Kind.MAC : Kind.WINDOWS;
    return new Target(kind, archName.equals("amd64") ? "x86_64" : archName);
  }

  /** What is made where nothing is asked for. */
  List<String> packages() {
    return switch (system) {
      case LINUX -> List.of("deb", "rpm", "tar");
      case MAC -> List.of("dmg");
      case WINDOWS -> List.of("msi", "zip");
    };
  }

  /**
   * Begin of the name of what is not for a package manager. No blank in it: where releases are
   * published, blanks become dots, and the list of checksums would name other files.
   */
  String fileName(String version) {
    String platform =
        switch (system) {
          case LINUX -> "linux";
          case MAC -> "macos";
          case WINDOWS -> "windows";
        };
    return "ctsr-studio-" + version + "-" + platform + "-" + arch;
  }

  /**
   * Whether a photo that is opened from the desktop reaches the program. macOS does not pass it as
   * an argument but tells of it later, which JavaFX gives programs no way to hear: the window would
   * come up without the photo.
   */
  boolean receivesFiles() {
    return system != Kind.MAC;
  }

  /** As DJL names platforms. */
  String torchPlatform() {
    String prefix =
        switch (system) {
          case LINUX -> "linux";
          case MAC -> "osx";
          case WINDOWS -> "win";
        };
    return prefix + "-" + arch;
  }

  /** Whether a file is a native library. */
  static boolean isNative(String file) {
    return file.matches(".*\\.(so|dylib|dll)(\\.\\d+)*");
  }
}
