package org.ctsr.app.export;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.MessageDialogs;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Segments;
import org.ctsr.app.fx.SliderRow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Asks how and where to save the present photo. */
public final class ExportDialog {
  private static final Messages TEXTS = Messages.of(ExportDialog.class);

  private final ExportViewModel model;
  private final MessageDialogs dialogs;
  private final Dialog<ButtonType> dialog = new Dialog<>();
  private @Nullable ExportRequest agreed;
  private final ButtonType save = new ButtonType(TEXTS.get("save"), ButtonData.OK_DONE);

  /**
   * @param dialogs gives the look, and asks before a file is replaced
   */
  public ExportDialog(ExportViewModel model, MessageDialogs dialogs, @Nullable Window owner) {
    this.model = model;
    this.dialogs = dialogs;
    dialogs.prepare(dialog, owner, TEXTS.get("header", model.source().name()));
    dialog.getDialogPane().setId("export-dialog");
    dialog.getDialogPane().setPrefWidth(520);
    dialog.getDialogPane().getButtonTypes().addAll(save, ButtonType.CANCEL);
    dialog.getDialogPane().setContent(form());
    dialog.getDialogPane().getContent().disableProperty().bind(model.place().lookingProperty());
    Button button = (Button) dialog.getDialogPane().lookupButton(save);
    button.setId("export-save");
    button
        .disableProperty()
        .bind(model.problemProperty().isNotEmpty().or(model.place().lookingProperty()));
    button.addEventFilter(
        javafx.event.ActionEvent.ACTION,
        event -> {
          if (agreed == null) {
            // Pressed again, by us, when it is known that nothing stands in the way.
            event.consume();
            model.lookAtTarget((request, there) -> agree(request, there, button));
          }
        });
  }

  private void agree(ExportRequest request, boolean there, Button button) {
    if (!dialog.isShowing() || (there && !mayReplace(request))) {
      return;
    }
    agreed = there ? request.overwriting() : request;
    button.fire();
  }

  /**
   * Shows the dialog.
   *
   * @param use receives what the user wants, unless cancelled
   * @param hidden told when the dialog is gone, after {@code use}
   */
  public void show(Consumer<ExportRequest> use, Runnable hidden) {
    // Not the dialog's own event, which does not come when its owner is closed.
    dialog
        .showingProperty()
        .addListener(
            (property, old, showing) -> {
              if (!showing) {
                if (dialog.getResult() == save && agreed != null) {
                  use.accept(agreed);
                }
                hidden.run();
              }
            });
    dialog.show();
  }

  private boolean mayReplace(ExportRequest request) {
    return dialogs.confirm(
        dialog.getDialogPane().getScene().getWindow(),
        TEXTS.get("replace.header"),
        TEXTS.get("replace.text", request.target().getFileName()),
        TEXTS.get("replace.go"));
  }

  private GridPane form() {
    GridPane form = new GridPane();
    form.getStyleClass().add("form");
    Segments<ExportFormat> format = new Segments<>(model.formatProperty());
    for (ExportFormat each : ExportFormat.values()) {
      format.add(each, each.title(), TEXTS.get("format." + each));
    }
    int row = 0;
    add(form, row++, "format", format);
    SliderRow quality =
        new SliderRow(
            TEXTS.get("quality"),
            model.qualityProperty(),
            1,
            100,
            1,
            value -> String.format(Locale.getDefault(), "%.0f", value));
    add(form, row++, "details", formatDetails(quality));
    add(form, row++, "size", sizes());
    add(form, row++, "name", name());
    add(form, row++, "folder", folder());
    Label summary = new Label();
    summary.setId("export-summary");
    summary.getStyleClass().add("result-size");
    summary.textProperty().bind(model.summaryProperty());
    add(form, row++, "result", summary);
    Label problem = new Label();
    problem.setId("export-problem");
    problem.getStyleClass().addAll("caption", "problem");
    problem.setWrapText(true);
    problem.setMinHeight(34);
    problem.textProperty().bind(model.problemProperty());
    form.add(problem, 1, row);
    return form;
  }

  private static void add(GridPane form, int row, String key, Node node) {
    Label name = new Label(TEXTS.get(key));
    name.getStyleClass().add("form-name");
    name.setMinWidth(74);
    name.setLabelFor(node);
    form.add(name, 0, row);
    form.add(node, 1, row);
    GridPane.setHgrow(node, Priority.ALWAYS);
    GridPane.setValignment(name, javafx.geometry.VPos.TOP);
    GridPane.setMargin(name, new javafx.geometry.Insets(5, 0, 0, 0));
  }

  private Node formatDetails(SliderRow quality) {
    CheckBox deep = new CheckBox(TEXTS.get("deep"));
    deep.setId("export-deep");
    deep.selectedProperty().bindBidirectional(model.deepProperty());
    CheckBox chroma = check("chroma", model.smallerColorsProperty());
    CheckBox progressive = check("progressive", model.progressiveProperty());
    // In one row where there is room, so that the dialog is as high with every format.
    FlowPane row = new FlowPane(12, 6, chroma, progressive, check("srgb", model.srgbProperty()));
    VBox box = new VBox(6, quality, deep, row);
    model
        .formatProperty()
        .subscribe(
            format -> {
              for (Node each : List.of(quality, chroma, progressive)) {
                each.setVisible(format.isLossy());
                each.setManaged(format.isLossy());
              }
              deep.setVisible(format.isDeep());
              deep.setManaged(format.isDeep());
            });
    box.setMinHeight(28);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static CheckBox check(String key, BooleanProperty value) {
    CheckBox box = new CheckBox(TEXTS.get(key));
    box.setId("export-" + key);
    box.setTooltip(new Tooltip(TEXTS.get(key + ".tip")));
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  private Node sizes() {
    Segments<SizeMode> mode = new Segments<>(model.size().modeProperty());
    mode.add(
        SizeMode.FULL, TEXTS.get("size.full", model.source().scale()), TEXTS.get("size.full.tip"));
    for (SizeMode each : new SizeMode[] {SizeMode.FACTOR, SizeMode.PIXELS, SizeMode.PRINT}) {
      mode.add(each, TEXTS.get("size." + each), TEXTS.get("size." + each + ".tip"));
    }
    HBox fields = new HBox(8);
    fields.setAlignment(Pos.CENTER_LEFT);
    fields.setMinHeight(32);
    model
        .size()
        .modeProperty()
        .subscribe(
            chosen -> {
              switch (chosen) {
                case FULL -> fields.getChildren().setAll(note("size.full.tip"));
                case FACTOR ->
                    fields
                        .getChildren()
                        .setAll(
                            note("size.times"),
                            number("export-factor", "size.FACTOR", model.size().factorProperty()));
                case PIXELS ->
                    fields
                        .getChildren()
                        .setAll(
                            number("export-width", "size.width", model.size().widthProperty()),
                            note("size.by"),
                            number("export-height", "size.height", model.size().heightProperty()),
                            note("size.px"));
                case PRINT ->
                    fields
                        .getChildren()
                        .setAll(
                            number("export-print", "size.paper", model.size().printWidthProperty()),
                            note("size.cm"),
                            number("export-dpi", "size.dpi", model.size().dotsPerInchProperty()),
                            note("size.dpi"));
              }
            });
    return new VBox(6, mode, fields);
  }

  private static NumberField number(String id, String key, Property<Number> value) {
    NumberField field = new NumberField(id, value);
    field.setAccessibleText(TEXTS.get(key));
    return field;
  }

  private static Label note(String key) {
    Label label = new Label(TEXTS.get(key));
    label.getStyleClass().add("form-name");
    return label;
  }

  private Node name() {
    TextField name = new TextField();
    name.setId("export-name");
    name.textProperty().bindBidirectional(model.place().fileNameProperty());
    return name;
  }

  private Node folder() {
    TextField path = new TextField();
    path.setId("export-folder");
    path.setAccessibleText(TEXTS.get("folder"));
    path.setEditable(false);
    path.setFocusTraversable(false);
    path.textProperty().bind(model.place().folderProperty().map(Object::toString));
    Button choose =
        Icons.on(new Button(), Material2OutlinedAL.FOLDER_OPEN, TEXTS.get("folder.choose"));
    choose.setOnAction(event -> model.place().chooseFolder(this::chooseFolder));
    HBox box = new HBox(6, path, choose);
    HBox.setHgrow(path, Priority.ALWAYS);
    return box;
  }

  private void chooseFolder(Optional<File> present) {
    if (!dialog.isShowing()) {
      return;
    }
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(TEXTS.get("folder.choose"));
    present.ifPresent(chooser::setInitialDirectory);
    File chosen = chooser.showDialog(dialog.getDialogPane().getScene().getWindow());
    if (chosen != null) {
      model.place().folderProperty().set(chosen.toPath());
    }
  }
}
