package org.ctsr.app.settings;

import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.ctsr.app.fx.MessageDialogs;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Segments;
import org.ctsr.app.fx.SliderRow;
import org.ctsr.app.fx.WholeNumberSpinner;
import org.ctsr.app.theme.Appearance;
import org.jspecify.annotations.Nullable;

/** Lets the user change the settings. */
public final class SettingsDialog {
  private static final Messages TEXTS = Messages.of(SettingsDialog.class);

  private final SettingsViewModel model;
  private final Dialog<ButtonType> dialog = new Dialog<>();

  /**
   * @param dialogs gives the look
   */
  public SettingsDialog(SettingsViewModel model, MessageDialogs dialogs, @Nullable Window owner) {
    this.model = model;
    dialogs.prepare(dialog, owner, TEXTS.get("header"));
    ButtonType save = new ButtonType(TEXTS.get("save"), ButtonData.OK_DONE);
    dialog.getDialogPane().setId("settings-dialog");
    dialog.getDialogPane().setPrefWidth(520);
    dialog.getDialogPane().getButtonTypes().addAll(save, ButtonType.CANCEL);
    dialog.getDialogPane().setContent(form());
    dialog
        .resultProperty()
        .addListener(
            (property, old, pressed) -> {
              if (pressed == save) {
                model.save();
              }
            });
  }

  /** Shows the dialog; what is saved is told by the store. */
  public void show() {
    dialog.show();
  }

  private GridPane form() {
    Segments<Appearance> appearance = new Segments<>(model.appearanceProperty());
    for (Appearance each : Appearance.values()) {
      appearance.add(
          each, TEXTS.get("appearance." + each), TEXTS.get("appearance." + each + ".tip"));
    }
    SliderRow cache =
        SliderRow.inForm(
            TEXTS.get("cache"), model.cachePercentProperty(), 5, 60, 5, model::cacheSize);
    ComboBox<String> device = new ComboBox<>();
    device.getItems().setAll(model.devices());
    device.setMaxWidth(Double.MAX_VALUE);
    device.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable String name) {
            return name == null
                ? ""
                : switch (name) {
                  case "auto" -> TEXTS.get("device.auto");
                  case "cpu" -> TEXTS.get("device.cpu");
                  default -> TEXTS.get("device.gpu", name);
                };
          }

          @Override
          public String fromString(String text) {
            return text;
          }
        });
    device.valueProperty().bindBidirectional(model.deviceProperty());
    Spinner<Integer> threads = new WholeNumberSpinner(0, 256, model.threadsProperty().get());
    threads
        .valueProperty()
        .addListener((property, old, value) -> model.threadsProperty().set(value));
    GridPane form = new GridPane();
    form.getStyleClass().add("form");
    add(form, 0, "appearance", appearance, "appearance.note");
    add(form, 1, "cache", cache, "cache.note");
    add(form, 2, "device", device, "device.note");
    add(form, 3, "threads", threads, "threads.note");
    return form;
  }

  private static void add(GridPane form, int row, String key, Node node, String noteKey) {
    Label name = new Label(TEXTS.get(key));
    name.getStyleClass().add("form-name");
    name.setMinWidth(104);
    name.setLabelFor(node);
    Label note = new Label(TEXTS.get(noteKey));
    note.getStyleClass().add("caption");
    note.setWrapText(true);
    VBox box = new VBox(4, node, note);
    form.add(name, 0, row);
    form.add(box, 1, row);
    GridPane.setHgrow(box, Priority.ALWAYS);
    GridPane.setValignment(name, VPos.TOP);
    GridPane.setMargin(name, new Insets(5, 0, 0, 0));
  }
}
