package org.ctsr.app.fx;

import javafx.scene.input.KeyCombination;

/** Keys as the system writes them: Ctrl+E, or the sign of the command key and E. */
public final class Keys {
  private Keys() {}

  /**
   * A combination in words.
   *
   * @param combination as accelerators are given, such as {@code Shortcut+E}
   */
  public static String text(String combination) {
    return KeyCombination.valueOf(combination).getDisplayText();
  }
}
