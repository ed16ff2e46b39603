package org.ctsr.app.batch;

import java.io.File;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.DirectoryChooser;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Segments;
import org.ctsr.app.fx.SliderRow;
import org.ctsr.engine.image.ConflictPolicy;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** How the photos of a batch are enlarged and saved. */
final class BatchForm extends GridPane {
  private static final Messages TEXTS = Messages.of(BatchForm.class);

  /** As long as no model is known. */
  private static final int MOST_SCALE = 4;

  private final BatchViewModel model;

  BatchForm(BatchViewModel model) {
    this.model = model;
    getStyleClass().addAll("form", "batch-form");
    for (int column = 0; column < 4; column++) {
      ColumnConstraints constraints = new ColumnConstraints();
      if (column % 2 == 1) {
        constraints.setHgrow(Priority.ALWAYS);
        constraints.setPercentWidth(41);
      }
      getColumnConstraints().add(constraints);
    }
    Label modelName = new Label();
    modelName.setId("batch-model");
    modelName.textProperty().bind(model.modelNameProperty());
    put(0, 0, "model", modelName);
    put(0, 1, "realness", realness());
    put(1, 0, "format", format());
    put(1, 1, "scale", scale());
    put(2, 0, "folder", folder());
    put(2, 1, "quality", quality());
    put(3, 0, "name", name());
    put(3, 1, "conflicts", conflicts());
    put(4, 0, "details", details());
    put(4, 1, "jpeg", jpeg());
    // A run keeps the settings it began with.
    disableProperty().bind(model.stateProperty().isNotEqualTo(BatchViewModel.State.IDLE));
  }

  private void put(int row, int half, String key, Node node) {
    Label label = new Label(TEXTS.get(key));
    label.getStyleClass().add("form-name");
    label.setMinWidth(USE_PREF_SIZE);
    add(label, 2 * half, row);
    add(node, 2 * half + 1, row);
  }

  private Node realness() {
    SliderRow row =
        SliderRow.inForm(
            TEXTS.get("realness"),
            model.settings().realnessProperty(),
            0,
            1,
            0.05,
            value -> String.format(Locale.getDefault(), "%.2f", value));
    row.slider().setId("batch-realness");
    row.disableProperty().bind(model.modelProperty().map(now -> !now.hasSlider()).orElse(false));
    return row;
  }

  private Node quality() {
    SliderRow row =
        SliderRow.inForm(
            TEXTS.get("quality"),
            model.settings().qualityProperty(),
            1,
            100,
            1,
            value -> String.format(Locale.getDefault(), "%.0f", value));
    row.slider().setId("batch-quality");
    row.disableProperty()
        .bind(model.settings().formatProperty().map(format -> !format.canBeLossy()));
    return row;
  }

  private Node details() {
    CheckBox deep = check("deep", model.settings().deepProperty());
    deep.disableProperty().bind(model.settings().formatProperty().isEqualTo(BatchFormat.JPEG));
    HBox box = new HBox(16, deep, check("srgb", model.settings().srgbProperty()));
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinHeight(28);
    return box;
  }

  private Node jpeg() {
    HBox box =
        new HBox(
            16,
            check("chroma", model.settings().smallerColorsProperty()),
            check("progressive", model.settings().progressiveProperty()));
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinHeight(28);
    box.disableProperty()
        .bind(model.settings().formatProperty().map(format -> !format.canBeLossy()));
    return box;
  }

  private static CheckBox check(String key, BooleanProperty value) {
    CheckBox box = new CheckBox(TEXTS.get(key));
    box.setId("batch-" + key);
    box.setTooltip(new Tooltip(TEXTS.get(key + ".tip")));
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  private Node format() {
    Segments<BatchFormat> formats = new Segments<>(model.settings().formatProperty());
    for (BatchFormat each : BatchFormat.values()) {
      formats.add(each, TEXTS.get("format." + each), TEXTS.get("format." + each + ".tip"));
    }
    return formats;
  }

  private Node conflicts() {
    Segments<ConflictPolicy> policies = new Segments<>(model.settings().conflictsProperty());
    for (ConflictPolicy each :
        new ConflictPolicy[] {
          ConflictPolicy.UNIQUE, ConflictPolicy.SKIP, ConflictPolicy.OVERWRITE
        }) {
      policies.add(each, TEXTS.get("conflicts." + each), TEXTS.get("conflicts." + each + ".tip"));
    }
    return policies;
  }

  private Node scale() {
    SliderRow row =
        SliderRow.inForm(
            TEXTS.get("scale"),
            model.settings().scaleProperty(),
            1,
            MOST_SCALE,
            0.5,
            value -> String.format(Locale.getDefault(), "\u00d7 %.2f", value));
    row.slider().setId("batch-scale");
    row.slider().setMajorTickUnit(1);
    row.slider().setMinorTickCount(3);
    row.slider().setSnapToTicks(true);
    model
        .modelProperty()
        .subscribe(
            now -> {
              if (now != null) {
                row.slider().setMax(now.scale());
              }
            });
    // A slider without a way to go cannot be moved.
    row.disableProperty().bind(row.slider().maxProperty().lessThanOrEqualTo(1));
    return row;
  }

  private Node name() {
    TextField field = new TextField();
    field.setId("batch-name");
    field.setAccessibleText(TEXTS.get("name"));
    field.textProperty().bindBidirectional(model.settings().nameProperty());
    field.setTooltip(new Tooltip(TEXTS.get("name.tip")));
    return field;
  }

  private Node folder() {
    CheckBox beside = new CheckBox(TEXTS.get("folder.beside"));
    beside.setId("batch-beside");
    beside.setMinWidth(USE_PREF_SIZE);
    beside.selectedProperty().bindBidirectional(model.settings().besideProperty());
    TextField path = new TextField();
    path.setId("batch-folder");
    path.setAccessibleText(TEXTS.get("folder"));
    path.setPromptText(TEXTS.get("folder.prompt"));
    path.textProperty().bindBidirectional(model.settings().folderProperty());
    path.disableProperty().bind(model.settings().besideProperty());
    Button choose =
        Icons.on(new Button(), Material2OutlinedAL.FOLDER_OPEN, TEXTS.get("folder.choose"));
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(event -> model.chooseFolder(this::chooseFolder));
    HBox box = new HBox(8, beside, path, choose);
    box.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(path, Priority.ALWAYS);
    return box;
  }

  private void chooseFolder(Optional<File> present) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(TEXTS.get("folder.choose"));
    present.ifPresent(chooser::setInitialDirectory);
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      model.settings().folderProperty().set(chosen.toString());
      model.settings().besideProperty().set(false);
    }
  }
}
