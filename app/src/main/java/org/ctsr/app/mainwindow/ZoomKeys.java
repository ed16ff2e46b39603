package org.ctsr.app.mainwindow;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/**
 * The keys a plus and a minus may come from besides those the menu names, of which it can name one
 * each: where plus is with Shift above equals, a system reports either of them, with or without
 * Shift; and there is a keypad.
 */
public final class ZoomKeys {
  private ZoomKeys() {}

  /**
   * Lets them zoom.
   *
   * @param open whether there is a photo to zoom into
   */
  public static void add(Scene scene, Commands commands, ObservableBooleanValue open) {
    Runnable in = when(open, commands::zoomIn);
    Runnable out = when(open, commands::zoomOut);
    // Without Shift the menu has it: both would zoom.
    put(scene, in, KeyCode.PLUS, KeyCombination.SHIFT_DOWN);
    put(scene, in, KeyCode.EQUALS, KeyCombination.SHIFT_ANY);
    put(scene, in, KeyCode.ADD, KeyCombination.SHIFT_ANY);
    put(scene, out, KeyCode.SUBTRACT, KeyCombination.SHIFT_ANY);
  }

  private static Runnable when(ObservableBooleanValue open, Runnable zoom) {
    return () -> {
      if (open.get()) {
        zoom.run();
      }
    };
  }

  private static void put(Scene scene, Runnable zoom, KeyCode key, KeyCombination.Modifier shift) {
    scene
        .getAccelerators()
        .put(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, shift), zoom);
  }
}
