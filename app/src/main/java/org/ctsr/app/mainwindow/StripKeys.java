package org.ctsr.app.mainwindow;

import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import org.ctsr.app.library.LibraryViewModel;

/** Keys for the photo strip; and letters belong to a text field while it has the focus. */
public final class StripKeys {
  private StripKeys() {}

  /** Lets them choose photos. */
  public static void listen(Scene scene, LibraryViewModel library) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, scene, library));
  }

  private static void onKey(KeyEvent event, Scene scene, LibraryViewModel library) {
    boolean typing = scene.getFocusOwner() instanceof TextInputControl;
    boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isMetaDown();
    if (typing && plain && event.getCode().isLetterKey()) {
      // The menus' single keys would act on it; the character itself comes as another event.
      event.consume();
      return;
    }
    if (typing) {
      return;
    }
    switch (event.getCode()) {
      case PAGE_UP -> library.step(-1);
      case PAGE_DOWN -> library.step(1);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
