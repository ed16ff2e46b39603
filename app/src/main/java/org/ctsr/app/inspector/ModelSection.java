package org.ctsr.app.inspector;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Chooses the model and says what it is. */
final class ModelSection extends VBox {
  private static final Messages TEXTS = Messages.of(ModelSection.class);
  private static final double MILLION = 1e6;

  ModelSection(InspectorViewModel<?> model) {
    getStyleClass().add("section");
    ComboBox<ModelChoice> choice = new ComboBox<>(model.models());
    choice.setId("model-choice");
    choice.setAccessibleText(TEXTS.get("model"));
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setPromptText(TEXTS.get("model.none"));
    choice.valueProperty().bindBidirectional(model.modelProperty());
    choice.disableProperty().bind(Bindings.isEmpty(model.models()));
    Label about = new Label();
    about.getStyleClass().add("caption");
    about.setWrapText(true);
    about
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> describe(model.modelProperty().get()), model.modelProperty()));
    InspectorView.showWhile(about, about.textProperty().map(text -> !text.isEmpty()));
    Label problem = new Label();
    problem.setId("model-problem");
    problem.getStyleClass().addAll("caption", "problem");
    problem.setWrapText(true);
    problem.textProperty().bind(model.modelProblemProperty());
    InspectorView.showWhile(problem, problem.textProperty().map(text -> !text.isEmpty()));
    Button manage =
        button(Material2OutlinedMZ.TUNE, "model.manage", "manage-models", model::manageModels);
    Button train =
        button(Material2OutlinedMZ.MODEL_TRAINING, "model.train", "train-model", model::trainModel);
    getChildren()
        .addAll(InspectorView.heading(TEXTS.get("model"), train, manage), choice, about, problem);
  }

  private static Button button(Ikon ikon, String key, String id, Runnable action) {
    Button button = Icons.on(new Button(), ikon, TEXTS.get(key));
    button.setId(id);
    button.getStyleClass().addAll("flat", "button-icon");
    button.setOnAction(event -> action.run());
    return button;
  }

  private static String describe(@Nullable ModelChoice choice) {
    if (choice == null) {
      return "";
    }
    return TEXTS.get(
        choice.hasRealness() ? "model.about" : "model.about.fixed",
        choice.scale(),
        choice.parameters() / MILLION,
        choice.version());
  }
}
