package org.ctsr.app.window;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.image.Image;

/**
 * The program's icon at the sizes window systems ask for; the installers' tools paint the files.
 */
public final class AppIcon {
  private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256};

  private AppIcon() {}

  /** The icon at every size. */
  public static List<Image> sizes() {
    return IntStream.of(SIZES).mapToObj(AppIcon::load).toList();
  }

  private static Image load(int size) {
    String name = "icon-" + size + ".png";
    return new Image(
        Objects.requireNonNull(AppIcon.class.getResourceAsStream(name), name + " is missing"));
  }
}
