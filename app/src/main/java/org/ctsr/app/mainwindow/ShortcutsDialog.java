package org.ctsr.app.mainwindow;

import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;
import org.ctsr.app.fx.Keys;
import org.ctsr.app.fx.MessageDialogs;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;

/** Keys and gestures that no menu shows. */
public final class ShortcutsDialog {
  private static final Messages TEXTS = Messages.of(ShortcutsDialog.class);
  private static final List<String> KEYS =
      List.of(
          "drag",
          "wheel",
          "double",
          "arrows",
          "fit",
          "divider",
          "original",
          "compare",
          "invented",
          "realness",
          "brush",
          "brushsize",
          "pan",
          "variants",
          "photos",
          "number");

  private ShortcutsDialog() {}

  /** Shows them until the user closes the dialog. */
  public static void show(MessageDialogs dialogs, @Nullable Window owner) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialogs.prepare(dialog, owner, TEXTS.get("shortcuts.header"));
    dialog.getDialogPane().setId("shortcuts-dialog");
    dialog.getDialogPane().setPrefWidth(560);
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form");
    for (int i = 0; i < KEYS.size(); i++) {
      Label keys = new Label(keys(KEYS.get(i)));
      keys.getStyleClass().add("kbd");
      Label meaning = new Label(TEXTS.get("does." + KEYS.get(i)));
      grid.add(keys, 0, i);
      grid.add(meaning, 1, i);
    }
    dialog.getDialogPane().setContent(grid);
    dialog.show();
  }

  private static String keys(String what) {
    return what.equals("realness")
        ? TEXTS.get("keys.realness", Keys.text("Shortcut+["), Keys.text("Shortcut+]"))
        : TEXTS.get("keys." + what);
  }
}
