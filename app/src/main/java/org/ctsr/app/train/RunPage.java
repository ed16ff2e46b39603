package org.ctsr.app.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** A training at work. */
final class RunPage extends VBox {
  private static final Messages TEXTS = Messages.of(RunPage.class);

  /** Curves of a stage that are shown; its first losses are its main ones. */
  private static final int MOST_LOSSES = 5;

  /** Charts are drawn again at most this often. */
  private static final Duration REDRAW = Duration.millis(600);

  private static final double PICTURE = 368;

  private final RunViewModel model;
  private final HBox stages = new HBox(12);
  private final CurveChart losses =
      new CurveChart("train-losses", true, false, TEXTS.get("loss.empty"));
  private final TradeOffChart tradeOff = new TradeOffChart("train-trade-off");
  private final PauseTransition redraw = new PauseTransition(REDRAW);
  private boolean lossesChanged;
  private boolean validationsChanged;

  RunPage(RunViewModel model, Choosers choosers) {
    this.model = model;
    setId("train-run");
    getStyleClass().addAll("page", "run-page");
    HBox charts = new HBox(14, losses, tradeOff);
    for (CurveChart chart : List.of(losses, tradeOff)) {
      HBox.setHgrow(chart, Priority.ALWAYS);
      chart.setPrefWidth(1);
    }
    charts.setPrefHeight(250);
    charts.setMinHeight(190);
    VBox.setVgrow(charts, Priority.ALWAYS);
    getChildren()
        .addAll(head(), stages, charts, new PreviewPane(model.preview(), PICTURE, true, choosers));
    model
        .progress()
        .stages()
        .addListener((ListChangeListener<StageProgress>) change -> fillStages());
    fillStages();
    redraw.setOnFinished(event -> draw());
    model.progress().lossChangesProperty().addListener((property, old, now) -> later(true));
    model.progress().validationChangesProperty().addListener((property, old, now) -> later(false));
    model.trainingProperty().addListener((property, old, now) -> later(true));
    lossesChanged = true;
    validationsChanged = true;
    draw();
  }

  private Node head() {
    Label title = new Label();
    title.getStyleClass().add("page-title");
    model
        .trainingProperty()
        .subscribe(now -> title.setText(now == null ? "" : TEXTS.get("run.title", now.title())));
    Label state = new Label();
    state.setId("train-state");
    state.getStyleClass().add("result-size");
    model.stateProperty().subscribe(now -> state.setText(TEXTS.get("run.state." + now)));
    Label left = Pages.caption("");
    left.textProperty()
        .bind(
            model
                .timeLeftProperty()
                .map(time -> time.isEmpty() ? "" : TEXTS.get("run.left", time)));
    Label message = Pages.caption("");
    message.textProperty().bind(model.messageProperty());
    HBox line = Pages.row(state, left, message);
    line.setSpacing(12);
    Label failure = Pages.note(model.failureProperty(), "problem");
    failure.setId("train-failure");
    Label notice = Pages.note(model.noticeProperty(), "problem");
    notice.setId("train-notice");
    Label skipped = Pages.note(model.skippedText(), "warning-note");
    skipped.setId("train-skipped");
    Label hint = Pages.caption(TEXTS.get("run.background"));
    Pages.shownWhile(hint, model.stateProperty().map(now -> now == RunViewModel.State.RUNNING));
    VBox words = new VBox(4, title, line, failure, notice, skipped, hint);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox head = new HBox(12, words, buttons());
    head.setAlignment(Pos.TOP_LEFT);
    return head;
  }

  private Node buttons() {
    Button pause = new Button();
    pause.setId("train-pause");
    pause.setMinWidth(USE_PREF_SIZE);
    pause.setOnAction(event -> model.togglePause());
    Button stop = new Button(TEXTS.get("run.stop"), Icons.of(Material2OutlinedMZ.STOP));
    stop.setId("train-stop");
    stop.setMinWidth(USE_PREF_SIZE);
    Icons.named(stop, TEXTS.get("run.stop.tip"));
    stop.setOnAction(event -> model.stop());
    Button resume = new Button(TEXTS.get("run.resume"), Icons.of(Material2OutlinedMZ.PLAY_ARROW));
    resume.setId("train-resume");
    resume.getStyleClass().add("accent");
    resume.setMinWidth(USE_PREF_SIZE);
    resume.setOnAction(event -> model.resume());
    Button leaveOut = new Button(TEXTS.get("run.leaveout"));
    leaveOut.setId("train-leave-out");
    leaveOut.setMinWidth(USE_PREF_SIZE);
    leaveOut.setOnAction(event -> model.leaveOut());
    Pages.shownWhile(
        leaveOut,
        Bindings.createBooleanBinding(
            () ->
                model.unusableProperty().get() != null
                    && model.stateProperty().get() == RunViewModel.State.FAILED,
            model.unusableProperty(),
            model.stateProperty()));
    Button keep = new Button(TEXTS.get("run.keep"), Icons.of(Material2OutlinedAL.CHECK));
    keep.setId("train-keep");
    keep.setMinWidth(USE_PREF_SIZE);
    Icons.named(keep, TEXTS.get("run.keep.tip"));
    keep.setOnAction(event -> model.keep());
    keep.disableProperty().bind(model.keepableProperty().not());
    model
        .stateProperty()
        .subscribe(
            now -> {
              boolean paused = now == RunViewModel.State.PAUSED;
              boolean working = now == RunViewModel.State.RUNNING || paused;
              boolean ended = now == RunViewModel.State.STOPPED || now == RunViewModel.State.FAILED;
              pause.setText(TEXTS.get(paused ? "run.proceed" : "run.pause"));
              pause.setGraphic(
                  Icons.of(paused ? Material2OutlinedMZ.PLAY_ARROW : Material2OutlinedMZ.PAUSE));
              show(working, pause, stop);
              show(ended, resume, keep);
            });
    HBox box = new HBox(8, keep, pause, stop, leaveOut, resume);
    box.setAlignment(Pos.TOP_RIGHT);
    return box;
  }

  private static void show(boolean shown, Node... nodes) {
    for (Node node : nodes) {
      node.setVisible(shown);
      node.setManaged(shown);
    }
  }

  private void fillStages() {
    stages.getChildren().clear();
    for (StageProgress stage : model.progress().stages()) {
      Label name = new Label(stage.title());
      name.getStyleClass().add("stage-name");
      ProgressBar bar = new ProgressBar();
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.progressProperty().bind(stage.progressProperty());
      bar.setAccessibleText(stage.title());
      Label detail = Pages.caption("");
      detail.textProperty().bind(stage.detailProperty());
      VBox box = new VBox(4, name, bar, detail);
      box.getStyleClass().add("stage-box");
      box.setPrefWidth(1);
      HBox.setHgrow(box, Priority.ALWAYS);
      stages.getChildren().add(box);
    }
  }

  private void later(boolean loss) {
    lossesChanged |= loss;
    validationsChanged |= !loss;
    if (redraw.getStatus() != javafx.animation.Animation.Status.RUNNING) {
      redraw.playFromStart();
    }
  }

  private void draw() {
    if (lossesChanged) {
      lossesChanged = false;
      drawLosses();
    } else if (validationsChanged) {
      validationsChanged = false;
      tradeOff.showProgress(model.progress().tradeOffs());
    }
    if (validationsChanged) {
      // In a frame of its own: both at once would be a long one.
      redraw.playFromStart();
    }
  }

  private void drawLosses() {
    List<CurveChart.Curve> curves = new ArrayList<>();
    for (Map.Entry<String, List<LossCurves.Point>> curve : model.progress().losses().entrySet()) {
      if (curves.size() < MOST_LOSSES && !curve.getKey().equals("gradient")) {
        curves.add(
            new CurveChart.Curve(
                lossName(curve.getKey()),
                curve.getValue().stream().map(LossCurves.Point::step).toList(),
                curve.getValue().stream().map(LossCurves.Point::value).toList()));
      }
    }
    String stage = model.progress().presentStageProperty().get();
    losses.setCurves(
        stage.isEmpty()
            ? TEXTS.get("loss.title")
            : TEXTS.get("loss.stage", TEXTS.get("stage." + stage)),
        "",
        curves);
  }

  private static String lossName(String key) {
    return TEXTS.getOr("loss.name." + key, key);
  }
}
