package org.ctsr.app.train;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Scrolling;
import org.ctsr.app.train.TrainWizardViewModel.Step;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The wizard's window: its steps at the left, the page, and where to go next below. */
public final class TrainWizardView extends BorderPane {
  private static final Messages TEXTS = Messages.of(TrainWizardView.class);
  private static final PseudoClass PRESENT = PseudoClass.getPseudoClass("present");
  private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

  private final TrainWizardViewModel model;

  /**
   * A view of {@code model}.
   *
   * @param choosers ask for files
   */
  public TrainWizardView(TrainWizardViewModel model, TrainActions actions, Choosers choosers) {
    this.model = model;
    setId("train");
    getStyleClass().add("train");
    Map<Step, Node> pages = new EnumMap<>(Step.class);
    pages.put(Step.PHOTOS, new PhotosPage(model.photos(), actions, choosers));
    pages.put(Step.TEACHERS, new TeachersPage(model.teachers(), choosers));
    pages.put(Step.BUDGET, new BudgetPage(model.budget(), model::measure));
    pages.put(Step.DEGRADATION, new DegradationPage(model.degradation()));
    pages.put(Step.RUN, new RunPage(model.run(), choosers));
    pages.put(
        Step.RESULT,
        new ResultPage(model.result(), model.run().progress(), actions, model::another, choosers));
    StackPane content = new StackPane();
    content.setAlignment(Pos.TOP_LEFT);
    // Only the page that is shown is laid out.
    model.stepProperty().subscribe(step -> content.getChildren().setAll(pages.get(step)));
    setLeft(rail());
    setCenter(Scrolling.where(content));
    setTop(offer(actions));
    setBottom(bar());
  }

  private Node rail() {
    VBox rail = new VBox();
    rail.getStyleClass().add("wizard-rail");
    for (Step step : Step.values()) {
      Label number = new Label(Integer.toString(step.ordinal() + 1));
      number.getStyleClass().add("step-number");
      Label name = new Label(TEXTS.get("step." + step));
      Button button = new Button();
      button.setGraphic(Pages.row(number, name));
      button.setId("train-step-" + step);
      button.setAccessibleText(name.getText());
      button.getStyleClass().setAll("wizard-step");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAlignment(Pos.CENTER_LEFT);
      button.setOnAction(event -> model.goTo(step));
      model
          .stepProperty()
          .subscribe(
              now -> {
                button.pseudoClassStateChanged(PRESENT, now == step);
                boolean past = step.ordinal() < now.ordinal();
                button.pseudoClassStateChanged(PAST, past);
                number.setGraphic(past ? Icons.of(Material2OutlinedAL.CHECK) : null);
                number.setText(past ? "" : Integer.toString(step.ordinal() + 1));
              });
      rail.getChildren().add(button);
    }
    return rail;
  }

  /** A training of before that something is left to do with. */
  private Node offer(TrainActions actions) {
    Label text = new Label();
    Button resume = new Button();
    resume.setId("train-unfinished-resume");
    resume.setOnAction(event -> model.resumeUnfinished());
    model
        .unfinished()
        .property()
        .subscribe(
            found -> {
              boolean finished = found != null && found.made() != null;
              text.setText(
                  found == null
                      ? ""
                      : TEXTS.get(finished ? "finished" : "unfinished", found.training().title()));
              resume.setText(TEXTS.get(finished ? "finished.resume" : "unfinished.resume"));
            });
    Button folder = new Button(TEXTS.get("result.folder"));
    folder.setId("train-unfinished-folder");
    folder.setOnAction(
        event -> {
          TrainingStore.Unfinished found = model.unfinished().property().get();
          if (found != null) {
            actions.showFolder(found.training().folder());
          }
        });
    Button delete = new Button(TEXTS.get("unfinished.delete"));
    delete.setId("train-unfinished-delete");
    delete.setOnAction(
        event -> {
          if (actions.confirm(
              TEXTS.get("result.delete.header"),
              TEXTS.get("result.delete.text"),
              TEXTS.get("result.delete.go"))) {
            model.unfinished().delete();
          }
        });
    HBox box = new HBox(10, text, Pages.grow(), resume, folder, delete);
    box.getStyleClass().add("batch-offer");
    box.setAlignment(Pos.CENTER_LEFT);
    Pages.shownWhile(
        box,
        Bindings.createBooleanBinding(
            () ->
                model.unfinished().property().get() != null
                    && model.stepProperty().get().ordinal() < Step.RUN.ordinal(),
            model.unfinished().property(),
            model.stepProperty()));
    return box;
  }

  private Node bar() {
    Label problem = Pages.note(model.problemProperty(), "problem");
    Button back = new Button(TEXTS.get("back"));
    back.setId("train-back");
    back.setMinWidth(USE_PREF_SIZE);
    back.setOnAction(event -> model.back());
    Button next = new Button();
    next.setId("train-next");
    next.getStyleClass().add("accent");
    next.setMinWidth(USE_PREF_SIZE);
    next.setOnAction(event -> model.next());
    next.disableProperty().bind(model.readyBinding().not());
    model
        .stepProperty()
        .subscribe(
            step -> {
              boolean last = step == Step.DEGRADATION;
              next.setText(TEXTS.get(last ? "next.DEGRADATION" : "next"));
              next.setGraphic(last ? Icons.of(Material2OutlinedMZ.PLAY_ARROW) : null);
              boolean choosing = step.ordinal() < Step.RUN.ordinal();
              next.setVisible(choosing);
              back.setVisible(choosing && step != Step.PHOTOS);
            });
    HBox box = new HBox(10, problem, Pages.grow(), back, next);
    box.getStyleClass().add("batch-run");
    box.setAlignment(Pos.CENTER_LEFT);
    Pages.shownWhile(box, model.stepProperty().map(step -> step.ordinal() < Step.RUN.ordinal()));
    return box;
  }
}
