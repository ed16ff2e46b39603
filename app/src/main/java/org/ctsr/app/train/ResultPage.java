package org.ctsr.app.train;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** What came of the training. */
final class ResultPage extends VBox {
  private static final Messages TEXTS = Messages.of(ResultPage.class);
  private static final double LEAST_CHART = 220;
  private static final double MOST_CHART = 360;
  private static final double PICTURE = 4 * PreviewViewModel.WIDTH;

  ResultPage(
      ResultViewModel model,
      RunProgress progress,
      TrainActions actions,
      Runnable another,
      Choosers choosers) {
    setId("train-result");
    getStyleClass().add("page");
    getChildren()
        .addAll(
            Pages.head(TEXTS.get("result.title"), TEXTS.get("result.text")),
            new PreviewPane(model.preview(), PICTURE, false, choosers),
            install(model, actions),
            message(model),
            another(model, another),
            tradeOff(model, progress));
  }

  private static Node tradeOff(ResultViewModel model, RunProgress progress) {
    TradeOffChart chart = new TradeOffChart("train-result-trade-off");
    chart.setPrefHeight(LEAST_CHART);
    chart.setMinHeight(LEAST_CHART);
    chart.setMaxHeight(MOST_CHART);
    VBox.setVgrow(chart, Priority.ALWAYS);
    Runnable draw =
        () -> {
          // While it trains, the page of the run draws.
          if (model.madeProperty().get() != null) {
            chart.showResult(progress.tradeOffs());
          }
        };
    model.madeProperty().subscribe(made -> draw.run());
    // After a start of the program, a run's tables are read when its result is there already.
    progress.validationChangesProperty().subscribe(count -> draw.run());
    Pages.shownWhile(chart, model.madeProperty().isNotNull());
    return chart;
  }

  private static Node install(ResultViewModel model, TrainActions actions) {
    Label label = new Label(TEXTS.get("result.name"));
    label.getStyleClass().add("form-name");
    TextField name = new TextField();
    name.setId("train-install-name");
    name.setPrefWidth(260);
    name.textProperty().bindBidirectional(model.titleProperty());
    label.setLabelFor(name);
    Button install =
        new Button(TEXTS.get("result.install"), Icons.of(Material2OutlinedMZ.SAVE_ALT));
    install.setId("train-install");
    install.getStyleClass().add("accent");
    install.setOnAction(
        event -> {
          if (!model.wouldReplace()
              || actions.confirm(
                  TEXTS.get("result.replace.header", model.titleProperty().get()),
                  TEXTS.get("result.replace.text"),
                  TEXTS.get("result.replace.go"))) {
            model.install();
          }
        });
    Button delete =
        new Button(TEXTS.get("result.delete"), Icons.of(Material2OutlinedAL.DELETE_OUTLINE));
    delete.setId("train-delete");
    delete.getStyleClass().add("flat");
    delete.setOnAction(
        event -> {
          if (actions.confirm(
              TEXTS.get("result.delete.header"),
              TEXTS.get("result.delete.text"),
              TEXTS.get("result.delete.go"))) {
            model.delete();
          }
        });
    install
        .disableProperty()
        .bind(model.busyProperty().or(model.doneProperty()).or(model.titleProperty().isEmpty()));
    name.disableProperty().bind(model.busyProperty().or(model.doneProperty()));
    delete.disableProperty().bind(model.busyProperty());
    Button folder =
        new Button(TEXTS.get("result.folder"), Icons.of(Material2OutlinedAL.FOLDER_OPEN));
    folder.setId("train-folder");
    folder.getStyleClass().add("flat");
    folder.setOnAction(
        event -> {
          Path made = model.madeProperty().get();
          if (made != null) {
            actions.showFolder(made);
          }
        });
    folder.disableProperty().bind(model.madeProperty().isNull());
    HBox row = Pages.row(label, name, install, Pages.grow(), folder, delete);
    row.setSpacing(10);
    return row;
  }

  private static Node message(ResultViewModel model) {
    Label message = Pages.note(model.messageProperty());
    message.setId("train-message");
    Label later = Pages.caption(TEXTS.get("result.later"));
    Pages.shownWhile(later, model.messageProperty().map(String::isEmpty));
    return new VBox(message, later);
  }

  private static Node another(ResultViewModel model, Runnable another) {
    Button button = new Button(TEXTS.get("result.another"), Icons.of(Material2OutlinedMZ.REPLAY));
    button.setId("train-another-model");
    button.setOnAction(event -> another.run());
    Pages.shownWhile(button, model.doneProperty());
    return Pages.row(button);
  }
}
