package org.ctsr.app.viewer;

import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/**
 * Keys for the photo that work whatever has the focus, such as the slider that was just dragged,
 * but for a text field, which they belong to: O shows the photo while it is held, 0 fits it into
 * the window, 1 shows its actual pixels.
 */
public final class PhotoKeys {
  private final ViewerViewModel model;
  private boolean originalHeld;

  private PhotoKeys(ViewerViewModel model) {
    this.model = model;
  }

  /** Begins to hear the keys of a window's scene. */
  public static void listen(Scene scene, ViewerViewModel model) {
    PhotoKeys keys = new PhotoKeys(model);
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (!(scene.getFocusOwner() instanceof TextInputControl)) {
            keys.onPressed(event);
          }
        });
    // Also in a text field that got the focus meanwhile.
    scene.addEventFilter(KeyEvent.KEY_RELEASED, keys::onReleased);
    scene
        .windowProperty()
        .flatMap(Window::focusedProperty)
        .orElse(false)
        .subscribe(
            focused -> {
              if (!focused) {
                // Another window hears that the key is released.
                keys.holdOriginal(false);
              }
            });
    model
        .photoProperty()
        .subscribe(
            photo -> {
              if (photo == null) {
                keys.holdOriginal(false);
              }
            });
  }

  private void onPressed(KeyEvent event) {
    if (model.photoProperty().get() == null
        || event.isShortcutDown()
        || event.isAltDown()
        || event.isMetaDown()) {
      return;
    }
    switch (event.getCode()) {
      case DIGIT0, NUMPAD0 -> model.placement().fit();
      case DIGIT1, NUMPAD1 -> model.placement().actualSize();
      case O -> holdOriginal(true);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void onReleased(KeyEvent event) {
    if (originalHeld && event.getCode() == KeyCode.O) {
      holdOriginal(false);
      event.consume();
    }
  }

  private void holdOriginal(boolean held) {
    // Not if a button holds it.
    if (held != originalHeld) {
      originalHeld = held;
      model.holdOriginalProperty().set(held);
    }
  }
}
