package org.ctsr.app.batch;

import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
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
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Everything in the batch window: settings above, the files, progress and summary below. */
public final class BatchView extends BorderPane {
  private static final Messages TEXTS = Messages.of(BatchView.class);
  private static final int REASON_LINES = 4;
  private static final double LEAST_TABLE = 150;

  private final BatchViewModel model;
  private final BatchActions actions;
  private final Choosers choosers;
  private final BatchTable table;
  private final OwnSettingsBar own;
  private final javafx.beans.property.BooleanProperty anySelected =
      new javafx.beans.property.SimpleBooleanProperty();
  private final javafx.beans.property.BooleanProperty resultSelected =
      new javafx.beans.property.SimpleBooleanProperty();

  /**
   * A view of {@code model}.
   *
   * @param choosers ask for files
   */
  public BatchView(BatchViewModel model, BatchActions actions, Choosers choosers) {
    this.model = model;
    this.actions = actions;
    this.choosers = choosers;
    this.table = new BatchTable(model, actions);
    setId("batch");
    getStyleClass().add("batch");
    this.own = new OwnSettingsBar(model, this::chosen, choosers);
    table.setMinHeight(LEAST_TABLE);
    BorderPane work = new BorderPane(table);
    work.setTop(new VBox(new BatchForm(model), offer(), remark(), tools(), own));
    setCenter(Scrolling.where(work));
    setBottom(new VBox(summary(), run()));
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<BatchRow>) change -> look());
    model.progressProperty().addListener((property, old, now) -> look());
    model.stateProperty().addListener((property, old, now) -> look());
    look();
    setOnDragOver(this::onDragOver);
    setOnDragDropped(this::onDropped);
  }

  private void look() {
    List<BatchRow> chosen = chosen();
    anySelected.set(chosen.stream().anyMatch(row -> !row.status().isFinal()));
    resultSelected.set(chosen.size() == 1 && chosen.get(0).result() != null);
    own.look();
  }

  /** A selection can hold null while its table changes. */
  private List<BatchRow> chosen() {
    return table.getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
  }

  private void onDragOver(DragEvent event) {
    if (event.getGestureSource() == null && event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void onDropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    model.add(files.stream().map(File::toPath).toList());
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }

  /** What an earlier run of the program did not finish. */
  private Node offer() {
    Label text = new Label();
    text.textProperty()
        .bind(model.offeredProperty().map(count -> TEXTS.get("offer", count.intValue())));
    Button accept = new Button(TEXTS.get("offer.accept"));
    accept.setId("batch-offer-accept");
    accept.setOnAction(event -> model.acceptOffer());
    Button discard = new Button(TEXTS.get("offer.discard"));
    discard.setId("batch-offer-discard");
    discard.setOnAction(event -> model.discardOffer());
    HBox box = new HBox(10, text, grow(), accept, discard);
    box.getStyleClass().add("batch-offer");
    box.setAlignment(Pos.CENTER_LEFT);
    box.visibleProperty().bind(model.offeredProperty().greaterThan(0));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  /** What is not as it was when the photos of an earlier batch were put in the list. */
  private Node remark() {
    Label text = new Label();
    text.setId("batch-remark");
    text.setWrapText(true);
    text.textProperty().bind(model.remarkProperty());
    HBox box = new HBox(text);
    box.getStyleClass().add("batch-offer");
    box.visibleProperty().bind(text.textProperty().isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private Node tools() {
    Button files =
        tool("add.files", Material2OutlinedAL.ADD_PHOTO_ALTERNATE, this::chooseFiles, null);
    Button folder =
        tool("add.folder", Material2OutlinedAL.CREATE_NEW_FOLDER, this::chooseFolder, null);
    Button open =
        tool("add.open", Material2OutlinedMZ.PHOTO_LIBRARY, actions::addOpen, actions.anyOpen());
    ObservableBooleanValue anyOpen =
        model
            .waitingProperty()
            .greaterThan(0)
            .or(model.stateProperty().isNotEqualTo(BatchViewModel.State.IDLE));
    Button cancel =
        tool(
            "cancel",
            Material2OutlinedAL.CLOSE,
            () -> model.cancel(List.copyOf(table.getSelectionModel().getSelectedItems())),
            anySelected);
    Button cancelAll = tool("cancel.all", Material2OutlinedAL.BLOCK, model::cancelAll, anyOpen);
    Button retry =
        tool(
            "retry",
            Material2OutlinedMZ.REPLAY,
            model::retryFailed,
            model.failedProperty().greaterThan(0));
    Button clear =
        tool(
            "clear",
            Material2OutlinedAL.DELETE_SWEEP,
            model::removeFinished,
            model.finishedProperty().greaterThan(0));
    Button look =
        tool("open", Material2OutlinedMZ.OPEN_IN_NEW, () -> result(actions::open), resultSelected);
    Button show =
        tool(
            "show",
            Material2OutlinedAL.FOLDER_OPEN,
            () -> result(actions::showInFolder),
            resultSelected);
    HBox box = new HBox(files, folder, open, grow(), look, show, cancel, cancelAll, retry, clear);
    box.getStyleClass().add("batch-tools");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Button tool(
      String key, Ikon ikon, Runnable action, @Nullable ObservableBooleanValue enabled) {
    Button button = new Button(TEXTS.get(key), Icons.of(ikon));
    button.setId("batch-" + key.replace('.', '-'));
    button.getStyleClass().add("flat");
    button.setMinWidth(USE_PREF_SIZE);
    Icons.named(button, TEXTS.get(key + ".tip"));
    button.setOnAction(event -> action.run());
    if (enabled != null) {
      button.disableProperty().bind(Bindings.not(enabled));
    }
    return button;
  }

  private void result(Consumer<java.nio.file.Path> use) {
    BatchRow row = table.getSelectionModel().getSelectedItem();
    if (row != null && row.result() != null) {
      use.accept(row.result());
    }
  }

  private void chooseFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("add.files.tip"));
    choosers.openSeveral(
        "batch", this, chooser, chosen -> model.add(chosen.stream().map(File::toPath).toList()));
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(TEXTS.get("add.folder.tip"));
    choosers.openFolder("batch", this, chooser, chosen -> model.add(List.of(chosen.toPath())));
  }

  private Node summary() {
    Label counts = new Label();
    counts.setId("batch-summary");
    counts.getStyleClass().add("result-size");
    TextArea reasons = new TextArea();
    reasons.setId("batch-reasons");
    reasons.setEditable(false);
    reasons.setPrefRowCount(REASON_LINES);
    reasons.setMinHeight(Region.USE_PREF_SIZE);
    reasons.setAccessibleText(TEXTS.get("summary.reasons"));
    VBox box = new VBox(6, counts);
    box.getStyleClass().add("batch-summary");
    model
        .summaryProperty()
        .subscribe(
            end -> {
              box.setVisible(end != null);
              box.setManaged(end != null);
              box.getChildren().remove(reasons);
              if (end != null) {
                counts.setText(end.text());
                if (!end.reasons().isEmpty()) {
                  reasons.setText(String.join("\n", end.reasons()));
                  box.getChildren().add(reasons);
                }
              }
            });
    return box;
  }

  private Node run() {
    ProgressBar bar = new ProgressBar(0);
    bar.setId("batch-progress");
    bar.setPrefWidth(260);
    bar.progressProperty().bind(model.progressProperty());
    bar.visibleProperty().bind(model.stateProperty().isNotEqualTo(BatchViewModel.State.IDLE));
    bar.managedProperty().bind(bar.visibleProperty());
    Label text = new Label();
    text.setId("batch-progress-text");
    text.getStyleClass().add("caption");
    text.textProperty()
        .bind(
            Bindings.when(model.searchingProperty())
                .then(TEXTS.get("progress.searching"))
                .otherwise(model.progressTextProperty()));
    Label problem = new Label();
    problem.setId("batch-problem");
    problem.getStyleClass().addAll("caption", "problem");
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.stateProperty().isEqualTo(BatchViewModel.State.IDLE));
    Button go = new Button();
    go.setId("batch-start");
    go.getStyleClass().add("accent");
    go.setMinWidth(96);
    model
        .stateProperty()
        .subscribe(
            state -> {
              go.setText(TEXTS.get("go." + state));
              go.setGraphic(
                  Icons.of(
                      state == BatchViewModel.State.RUNNING
                          ? Material2OutlinedMZ.PAUSE
                          : Material2OutlinedMZ.PLAY_ARROW));
            });
    go.setOnAction(
        event -> {
          if (model.stateProperty().get() == BatchViewModel.State.RUNNING) {
            model.pause();
          } else {
            model.start();
          }
        });
    go.disableProperty()
        .bind(
            model
                .stateProperty()
                .isEqualTo(BatchViewModel.State.IDLE)
                .and(
                    model.problemProperty().isNotEmpty().or(model.waitingProperty().isEqualTo(0))));
    HBox box = new HBox(12, bar, text, grow(), problem, go);
    box.getStyleClass().add("batch-run");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Region grow() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
