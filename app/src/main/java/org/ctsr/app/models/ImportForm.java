package org.ctsr.app.models;

import java.util.Locale;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Segments;
import org.ctsr.app.fx.SliderRow;
import org.ctsr.app.fx.WholeNumberSpinner;

/** The form that makes a package of a bare TorchScript file. */
final class ImportForm extends VBox {
  private static final Messages TEXTS = Messages.of(ImportForm.class);
  private static final int LARGEST_HALO = 512;

  private final GridPane form = new GridPane();
  private int row;

  ImportForm(ModelsViewModel manager, ImportViewModel model) {
    setId("models-form");
    getStyleClass().add("model-details");
    Label title = new Label(TEXTS.get("form.heading", model.file().getFileName()));
    title.getStyleClass().add("page-title");
    Label measured =
        new Label(
            TEXTS.get(
                model.facts().isStudent() ? "form.student" : "form.image",
                model.facts().scale(),
                model.facts().minimumSize(),
                String.format(Locale.getDefault(), "%.1f", model.facts().secondsAMegapixel())));
    measured.getStyleClass().add("page-text");
    measured.setWrapText(true);
    measured.setMinHeight(USE_PREF_SIZE);
    form.getStyleClass().add("form");
    form.setMaxWidth(560);
    put("form.title", field("import-title", model.titleProperty()));
    put("form.name", field("import-name", model.nameProperty()));
    if (model.facts().isStudent()) {
      SliderRow realness =
          SliderRow.inForm(
              TEXTS.get("form.realness"),
              model.realnessProperty(),
              0,
              1,
              0.05,
              value -> String.format(Locale.getDefault(), "%.2f", value));
      realness.slider().setId("import-realness");
      put("form.realness", realness);
    } else {
      put(
          "form.role",
          new Segments<>(model.roleProperty())
              .add(
                  ImportViewModel.Role.FIDELITY,
                  TEXTS.get("form.role.FIDELITY"),
                  TEXTS.get("form.role.FIDELITY.tip"))
              .add(
                  ImportViewModel.Role.REALNESS,
                  TEXTS.get("form.role.REALNESS"),
                  TEXTS.get("form.role.REALNESS.tip")));
    }
    Spinner<Integer> halo = new WholeNumberSpinner(0, LARGEST_HALO, model.haloProperty().get());
    halo.setAccessibleText(TEXTS.get("form.halo"));
    halo.getEditor().setAccessibleText(TEXTS.get("form.halo"));
    halo.valueProperty().addListener((property, old, now) -> model.haloProperty().set(now));
    Label about =
        new Label(TEXTS.get(model.facts().halo() < 0 ? "form.halo.unknown" : "form.halo.measured"));
    about.getStyleClass().add("caption");
    HBox haloRow = new HBox(8, halo, about);
    haloRow.setAlignment(Pos.CENTER_LEFT);
    put("form.halo", haloRow);
    TextField license = field("import-license", model.licenseProperty());
    license.setPromptText(TEXTS.get("form.license.prompt"));
    put("form.license", license);
    TextField provenance = field("import-provenance", model.provenanceProperty());
    provenance.setPromptText(TEXTS.get("form.provenance.prompt"));
    put("form.provenance", provenance);
    getChildren().addAll(title, measured, form, buttons(manager, model));
  }

  private static TextField field(String id, javafx.beans.property.StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  private void put(String key, Node node) {
    Label label = new Label(TEXTS.get(key));
    label.getStyleClass().add("form-name");
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(node);
    form.add(label, 0, row);
    form.add(node, 1, row++);
    GridPane.setHgrow(node, Priority.ALWAYS);
  }

  private static Node buttons(ModelsViewModel manager, ImportViewModel model) {
    Label problem = new Label();
    problem.setId("import-problem");
    problem.getStyleClass().add("caption");
    Button go = new Button(TEXTS.get("form.go"));
    go.setId("import-go");
    go.getStyleClass().add("accent");
    go.setOnAction(event -> manager.finishImport());
    Button cancel = new Button(TEXTS.get("form.cancel"));
    cancel.setOnAction(event -> manager.cancelImport());
    Runnable judge =
        () -> {
          problem.setText(model.problem());
          go.setDisable(!model.problem().isEmpty() || manager.busyProperty().get());
        };
    for (Observable value :
        new Observable[] {
          model.titleProperty(),
          model.nameProperty(),
          model.haloProperty(),
          model.licenseProperty(),
          manager.busyProperty()
        }) {
      value.addListener(change -> judge.run());
    }
    judge.run();
    HBox box = new HBox(10, go, cancel, problem);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }
}
