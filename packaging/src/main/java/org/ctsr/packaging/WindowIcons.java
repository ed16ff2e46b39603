package org.ctsr.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Paints the icons of the window, which are committed; run after a change of {@link IconPainter}.
 */
public final class WindowIcons {
  private WindowIcons() {}

  /** The file of a size in a checkout. */
  static Path file(Path root, int size) {
    return root.resolve("app/src/main/resources/org/ctsr/app/window/icon-" + size + ".png");
  }

  /** Argument: root of the checkout. */
  public static void main(String[] args) throws IOException {
    for (int size : IconFiles.WINDOW_SIZES) {
      Files.write(file(Path.of(args[0]), size), IconPainter.png(size));
    }
  }
}
