package org.ctsr.app.models;

import java.io.File;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Scrolling;
import org.ctsr.app.fx.Sizes;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The manager's window: models at the left, the chosen one's details, or the form, beside it. */
public final class ModelsView extends BorderPane {
  private static final Messages TEXTS = Messages.of(ModelsView.class);
  private static final double MILLION = 1e6;

  private final ModelsViewModel model;
  private final Choosers choosers;
  private final ListView<ModelCard> list;

  /**
   * @param train shows the wizard
   * @param choosers ask for a file to import
   */
  public ModelsView(ModelsViewModel model, Runnable train, Choosers choosers) {
    this.model = model;
    this.choosers = choosers;
    setId("models");
    getStyleClass().add("models");
    list = new ListView<>(model.cards());
    list.setId("models-list");
    list.setAccessibleText(TEXTS.get("list"));
    list.setCellFactory(view -> new Cell(model));
    list.setPrefWidth(320);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, old, now) -> {
              if (now != null) {
                model.selectedProperty().set(now);
              }
            });
    model.selectedProperty().subscribe(now -> list.getSelectionModel().select(now));
    VBox left = new VBox(list, tools(train));
    left.getStyleClass().add("models-side");
    VBox.setVgrow(list, Priority.ALWAYS);
    setLeft(left);
    ModelDetails details = new ModelDetails(model);
    ScrollPane scroll = new ScrollPane(details);
    scroll.setFitToWidth(true);
    StackPane right = new StackPane(scroll);
    model
        .formProperty()
        .subscribe(
            form ->
                right
                    .getChildren()
                    .setAll(form == null ? scroll : Scrolling.where(new ImportForm(model, form))));
    setCenter(right);
    setBottom(state());
    setOnDragOver(ModelsView::onDragOver);
    setOnDragDropped(this::onDropped);
  }

  private Node tools(Runnable train) {
    Button importing = new Button(TEXTS.get("import"), Icons.of(Material2OutlinedAL.ADD));
    importing.setId("models-import");
    Icons.named(importing, TEXTS.get("import.tip"));
    importing.setOnAction(event -> choose());
    importing.disableProperty().bind(model.busyProperty());
    Button training = new Button(TEXTS.get("train"), Icons.of(Material2OutlinedMZ.MODEL_TRAINING));
    training.setId("models-train");
    training.setOnAction(event -> train.run());
    for (Button button : List.of(importing, training)) {
      button.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(button, Priority.ALWAYS);
    }
    HBox box = new HBox(8, importing, training);
    box.getStyleClass().add("models-tools");
    return box;
  }

  private Node state() {
    ProgressIndicator busy = new ProgressIndicator();
    busy.setMaxSize(16, 16);
    shownWhile(busy, model.busyProperty());
    Label message = new Label();
    message.setId("models-message");
    message.getStyleClass().add("caption");
    message.textProperty().bind(model.messageProperty());
    Button stop = new Button(TEXTS.get("stop"));
    stop.setId("models-stop");
    stop.setOnAction(event -> model.giveUp());
    shownWhile(stop, model.giveUpProperty().isNotNull());
    Label problem = new Label();
    problem.setId("models-problem");
    problem.getStyleClass().addAll("caption", "problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(model.problemProperty());
    shownWhile(problem, problem.textProperty().map(text -> !text.isEmpty()));
    HBox box = new HBox(8, busy, message, stop, problem);
    box.getStyleClass().add("models-state");
    box.setAlignment(Pos.CENTER_LEFT);
    shownWhile(
        box,
        javafx.beans.binding.Bindings.createBooleanBinding(
            () -> !message.getText().isEmpty() || !problem.getText().isEmpty(),
            message.textProperty(),
            problem.textProperty()));
    return box;
  }

  static void shownWhile(Node node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("import.tip"));
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter(TEXTS.get("import.filter"), "*.zip", "*.pt"));
    choosers.open("model", this, chooser, chosen -> model.importFile(chosen.toPath()));
  }

  private static void onDragOver(DragEvent event) {
    if (event.getDragboard().getFiles().size() == 1) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void onDropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    if (files.size() == 1) {
      model.importFile(files.get(0).toPath());
      event.setDropCompleted(true);
    }
    event.consume();
  }

  /** What a model is for, in a word. */
  static String role(ModelCard card) {
    return TEXTS.get("role." + card.manifest().role());
  }

  static Label badge(String text, String style) {
    Label badge = new Label(text);
    badge.getStyleClass().addAll("badge", style);
    badge.setMinWidth(USE_PREF_SIZE);
    return badge;
  }

  private static final class Cell extends ListCell<ModelCard> {
    private final ModelsViewModel model;

    Cell(ModelsViewModel model) {
      this.model = model;
      getStyleClass().add("model-cell");
      model.usedProperty().addListener((property, old, now) -> show(getItem()));
    }

    @Override
    protected void updateItem(@Nullable ModelCard card, boolean empty) {
      super.updateItem(card, empty);
      show(empty ? null : card);
    }

    private void show(@Nullable ModelCard card) {
      if (card == null) {
        setGraphic(null);
        return;
      }
      Label title = new Label(card.manifest().title());
      title.getStyleClass().add("card-title");
      title.setMinWidth(0);
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      HBox head = new HBox(6, title, space);
      head.setAlignment(Pos.CENTER_LEFT);
      if (card.name().equals(model.usedProperty().get())) {
        head.getChildren().add(badge(TEXTS.get("badge.used"), "badge-used"));
      }
      if (card.isDefault()) {
        head.getChildren().add(badge(TEXTS.get("badge.default"), "badge-plain"));
      }
      Label about =
          new Label(
              TEXTS.get(
                  "cell.about",
                  role(card),
                  String.format(
                      Locale.getDefault(), "%.1f", card.manifest().parameters() / MILLION),
                  card.bytes() == 0 ? "\u2013" : Sizes.bytes(card.bytes())));
      about.getStyleClass().add("caption");
      Label licence = new Label(card.manifest().license().spdx());
      licence.getStyleClass().add("caption");
      VBox box = new VBox(3, head, about, licence);
      box.setMaxWidth(Double.MAX_VALUE);
      box.setPrefWidth(1);
      setGraphic(box);
    }
  }
}
