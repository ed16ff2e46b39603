package org.ctsr.app.gpu;

import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Scrolling;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The window of the libraries for graphics cards. */
public final class GpuView extends VBox {
  private static final Messages TEXTS = Messages.of(GpuView.class);
  private static final int DIGITS = 64;

  private final GpuViewModel model;
  private final BooleanSupplier mayDelete;
  private final Choosers choosers;

  /**
   * Shows a model.
   *
   * @param mayDelete asks whether what was fetched may be deleted
   * @param choosers ask for what was fetched otherwise
   */
  public GpuView(GpuViewModel model, BooleanSupplier mayDelete, Choosers choosers) {
    this.model = model;
    this.choosers = choosers;
    this.mayDelete = mayDelete;
    setId("gpu");
    getStyleClass().add("gpu");
    Node fetch = fetch();
    Node local = local();
    ObservableValue<Boolean> offered =
        model.statusProperty().map(status -> status.offered()).orElse(false);
    shownWhile(fetch, offered);
    shownWhile(local, offered);
    VBox sections = new VBox(head(), fetch, local, back(), progress(), outcome());
    sections.getStyleClass().add("gpu-sections");
    ScrollPane scroll = Scrolling.where(sections);
    setVgrow(scroll, Priority.ALWAYS);
    getChildren().add(scroll);
  }

  private Node head() {
    Label state = new Label();
    state.setId("gpu-state");
    state.getStyleClass().add("gpu-state-text");
    state.textProperty().bind(model.stateProperty());
    Label detail = new Label();
    detail.setId("gpu-detail");
    detail.getStyleClass().add("caption");
    detail.textProperty().bind(model.detailProperty());
    for (Label label : new Label[] {state, detail}) {
      wrap(label);
    }
    VBox words = new VBox(4, state, detail);
    HBox.setHgrow(words, Priority.ALWAYS);
    Node icon = Icons.of(Material2OutlinedMZ.MEMORY);
    icon.getStyleClass().add("gpu-icon");
    HBox box = new HBox(14, icon, words);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private Node fetch() {
    TextField address = field("gpu-address", "address", model.addressProperty());
    TextField digits = field("gpu-sha256", "sha256", model.sha256Property());
    Button fetch = button("gpu-fetch", "fetch", Icons.of(Material2OutlinedAL.CLOUD_DOWNLOAD));
    fetch.setOnAction(event -> model.fetch());
    fetch
        .disableProperty()
        .bind(
            model
                .busyProperty()
                .or(model.addressProperty().isEmpty())
                .or(
                    Bindings.createBooleanBinding(
                        () -> model.sha256Property().get().strip().length() != DIGITS,
                        model.sha256Property())));
    HBox.setHgrow(digits, Priority.ALWAYS);
    HBox row = new HBox(8, digits, fetch);
    return section("fetch", address, row);
  }

  private TextField field(String id, String key, StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(TEXTS.get(key));
    field.setAccessibleText(TEXTS.get(key));
    field.textProperty().bindBidirectional(value);
    field.disableProperty().bind(model.busyProperty());
    return field;
  }

  private Node local() {
    Button archive = button("gpu-archive", "archive", Icons.of(Material2OutlinedAL.ARCHIVE));
    archive.setOnAction(event -> chooseArchive());
    Button folder = button("gpu-folder", "folder", Icons.of(Material2OutlinedAL.FOLDER_OPEN));
    folder.setOnAction(event -> chooseFolder());
    archive.disableProperty().bind(model.busyProperty());
    folder.disableProperty().bind(model.busyProperty());
    return section("local", new HBox(8, archive, folder));
  }

  private Node back() {
    Button processor = button("gpu-off", "off", Icons.of(Material2OutlinedMZ.UNDO));
    processor.setOnAction(event -> model.useProcessor());
    Button delete = button("gpu-delete", "delete", Icons.of(Material2OutlinedAL.DELETE));
    delete.setOnAction(
        event -> {
          if (mayDelete.getAsBoolean()) {
            model.delete();
          }
        });
    ObservableValue<Boolean> chosen =
        model
            .statusProperty()
            .map(status -> status.chosen().isPresent() || !status.problem().isEmpty())
            .orElse(false);
    ObservableValue<Boolean> fetched =
        model.statusProperty().map(status -> status.fetched()).orElse(false);
    shownWhile(processor, chosen);
    shownWhile(delete, fetched);
    processor.disableProperty().bind(model.busyProperty());
    delete.disableProperty().bind(model.busyProperty());
    Node section = section("back", new HBox(8, processor, delete));
    shownWhile(
        section,
        model
            .statusProperty()
            .map(
                status ->
                    status.chosen().isPresent() || !status.problem().isEmpty() || status.fetched())
            .orElse(false));
    return section;
  }

  private Node progress() {
    Label step = new Label();
    step.setId("gpu-step");
    step.textProperty().bind(model.stepProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button cancel = new Button(TEXTS.get("cancel"));
    cancel.setId("gpu-cancel");
    cancel.setOnAction(event -> model.cancel());
    HBox row = new HBox(8, step, space, cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    ProgressBar bar = new ProgressBar();
    bar.setId("gpu-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(model.progressProperty());
    VBox box = new VBox(6, row, bar);
    shownWhile(box, model.busyProperty());
    return box;
  }

  private Node outcome() {
    Label message = new Label();
    message.setId("gpu-message");
    message.textProperty().bind(model.messageProperty());
    Label problem = new Label();
    problem.setId("gpu-problem");
    problem.getStyleClass().add("problem");
    problem.textProperty().bind(model.problemProperty());
    for (Label label : new Label[] {message, problem}) {
      wrap(label);
      shownWhile(label, label.textProperty().map(text -> !text.isEmpty()));
    }
    return new VBox(6, message, problem);
  }

  private static Button button(String id, String key, Node icon) {
    Button button = new Button(TEXTS.get(key), icon);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private static Node section(String key, Node... content) {
    Label title = new Label(TEXTS.get(key + ".title"));
    title.getStyleClass().add("section-title");
    Label text = new Label(TEXTS.get(key + ".text"));
    text.getStyleClass().add("caption");
    wrap(text);
    VBox box = new VBox(8, title, text);
    box.getChildren().addAll(content);
    return box;
  }

  private static void wrap(Label label) {
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
  }

  private static void shownWhile(Node node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }

  private void chooseArchive() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("archive.choose"));
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter(TEXTS.get("archive.filter"), "*.zip"));
    choosers.open("libraries", this, chooser, chosen -> model.use(chosen.toPath()));
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(TEXTS.get("folder.choose"));
    choosers.openFolder("libraries", this, chooser, chosen -> model.use(chosen.toPath()));
  }
}
