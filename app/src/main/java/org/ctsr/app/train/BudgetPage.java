package org.ctsr.app.train;

import java.util.MissingResourceException;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.OneOf;
import org.ctsr.app.fx.Sizes;
import org.ctsr.app.fx.SliderRow;
import org.ctsr.engine.training.TrainingEstimate;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** How large, how long. */
final class BudgetPage extends VBox {
  private static final Messages TEXTS = Messages.of(BudgetPage.class);

  private static final double CARD_HEIGHT = 96;

  private final BudgetViewModel model;
  private final HBox cards = new HBox(14);
  private final OneOf<@Nullable Recipe> group;
  private final Label time = figure();
  private final Label size = Pages.caption("");
  private final Label disk = figure();
  private final Label free = Pages.caption("");
  private final Label memory = figure();
  private final Label memoryLeft = Pages.caption("");
  private final Label shortage = new Label();

  BudgetPage(BudgetViewModel model, Runnable measure) {
    this.model = model;
    group = new OneOf<>(model.recipeProperty());
    setId("train-budget");
    getStyleClass().add("page");
    getChildren()
        .addAll(
            Pages.head(TEXTS.get("budget.heading"), TEXTS.get("budget.text")),
            cards,
            form(),
            figures(),
            trial(measure));
    model.recipes().addListener((Observable change) -> fillCards());
    fillCards();
    for (Observable value :
        new Observable[] {
          model.effortProperty(),
          model.estimateProperty(),
          model.recipeProperty(),
          model.trialProperty()
        }) {
      value.addListener(change -> show());
    }
    show();
  }

  private static Label figure() {
    Label label = new Label();
    label.getStyleClass().add("figure");
    return label;
  }

  private void fillCards() {
    cards.setMaxHeight(CARD_HEIGHT);
    cards.getChildren().clear();
    group.clear();
    for (Recipe recipe : model.recipes()) {
      Label name = new Label(text("recipe." + recipe.name(), recipe.config().model().title()));
      name.getStyleClass().add("card-title");
      Label about = Pages.caption(text("recipe." + recipe.name() + ".text", ""));
      about.setWrapText(true);
      about.setMinHeight(USE_PREF_SIZE);
      ToggleButton card = new ToggleButton();
      card.setId("train-recipe-" + recipe.name());
      card.setGraphic(new VBox(4, name, about));
      card.setAccessibleText(name.getText());
      card.getStyleClass().setAll("recipe-card");
      group.add(card, recipe);
      card.setMaxWidth(Double.MAX_VALUE);
      card.setPrefWidth(1);
      card.setAlignment(Pos.TOP_LEFT);
      card.setMinHeight(CARD_HEIGHT);
      card.setMaxHeight(CARD_HEIGHT);
      HBox.setHgrow(card, Priority.ALWAYS);
      cards.getChildren().add(card);
    }
  }

  private static String text(String key, String otherwise) {
    try {
      return TEXTS.get(key);
    } catch (MissingResourceException e) {
      // A recipe somebody added brings its own name.
      return otherwise;
    }
  }

  private Node form() {
    TextField title = new TextField();
    title.setId("train-title");
    title.textProperty().bindBidirectional(model.titleProperty());
    Slider effort = new Slider(-BudgetViewModel.REACH, BudgetViewModel.REACH, 0);
    effort.setId("train-effort");
    effort.setBlockIncrement(0.5);
    effort.setAccessibleText(TEXTS.get("budget.effort"));
    effort.valueProperty().bindBidirectional(model.effortProperty());
    effort.setSkin(new atlantafx.base.controls.ProgressSliderSkin(effort));
    HBox.setHgrow(effort, Priority.ALWAYS);
    int processors = Runtime.getRuntime().availableProcessors();
    SliderRow threads =
        SliderRow.inForm(
            TEXTS.get("budget.threads"),
            model.threadsProperty(),
            1,
            Math.max(2, processors),
            1,
            value -> Integer.toString((int) Math.round(value)));
    threads.slider().setId("train-threads");
    threads.slider().setMajorTickUnit(1);
    threads.slider().setMinorTickCount(0);
    threads.slider().setSnapToTicks(true);
    threads.setDisable(processors < 2);
    GridPane form = new GridPane();
    form.getStyleClass().add("form");
    put(form, 0, "budget.title.field", title);
    put(
        form,
        1,
        "budget.effort",
        Pages.row(
            Pages.caption(TEXTS.get("budget.effort.less")),
            effort,
            Pages.caption(TEXTS.get("budget.effort.more"))));
    put(form, 2, "budget.threads", threads);
    form.setMaxWidth(560);
    return form;
  }

  private static void put(GridPane form, int row, String key, Node node) {
    Label label = new Label(TEXTS.get(key));
    label.getStyleClass().add("form-name");
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(node);
    form.add(label, 0, row);
    form.add(node, 1, row);
    GridPane.setHgrow(node, Priority.ALWAYS);
  }

  private Node figures() {
    time.setId("train-time");
    shortage.setId("train-shortage");
    shortage.getStyleClass().addAll("caption", "problem");
    shortage.setWrapText(true);
    shortage.setMinHeight(USE_PREF_SIZE);
    HBox box =
        new HBox(
            14,
            block("budget.time", time, size),
            block("budget.disk", disk, free),
            block("budget.memory", memory, memoryLeft));
    box.getChildren().forEach(block -> HBox.setHgrow(block, Priority.ALWAYS));
    return new VBox(8, box, shortage);
  }

  private static Node block(String key, Label figure, Label below) {
    VBox box = new VBox(2, Pages.caption(TEXTS.get(key)), figure, below);
    box.getStyleClass().add("figure-block");
    box.setPrefWidth(1);
    return box;
  }

  private Node trial(Runnable measure) {
    ProgressBar bar = new ProgressBar(0);
    bar.setPrefWidth(200);
    bar.progressProperty().bind(model.trialProperty());
    HBox doing = Pages.row(bar, Pages.caption(TEXTS.get("budget.trial")));
    Pages.shownWhile(doing, model.trialProperty().map(value -> value.doubleValue() >= 0));
    Label problem = Pages.note(model.problemProperty(), "problem");
    problem.setId("train-trial-problem");
    Button again = new Button(TEXTS.get("budget.again"), Icons.of(Material2OutlinedMZ.REPLAY));
    again.getStyleClass().add("flat");
    again.setOnAction(
        event -> {
          model.forget();
          measure.run();
        });
    Pages.shownWhile(again, model.trialProperty().map(value -> value.doubleValue() < 0));
    return new VBox(6, doing, problem, Pages.row(again));
  }

  private void show() {
    TrainingEstimate known = model.estimateProperty().get();
    time.setText(model.time());
    time.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("unknown"), known == null);
    size.setText(model.size());
    disk.setText(model.shown(estimate -> estimate.diskBytes(model.factor())));
    memory.setText(model.shown(TrainingEstimate::memoryBytes));
    free.setText(
        known == null || known.diskFree() == Long.MAX_VALUE
            ? ""
            : TEXTS.get("budget.free", Sizes.bytes(known.diskFree())));
    memoryLeft.setText(
        known == null || known.memoryAvailable() == Long.MAX_VALUE
            ? ""
            : TEXTS.get("budget.free", Sizes.bytes(known.memoryAvailable())));
    shortage.setText(model.shortage());
    shortage.setManaged(!shortage.getText().isEmpty());
    disk.setMinWidth(USE_PREF_SIZE);
  }
}
