package org.ctsr.app.train;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** Whom to learn from. */
final class TeachersPage extends VBox {
  private static final Messages TEXTS = Messages.of(TeachersPage.class);

  private final Choosers choosers;

  TeachersPage(TeachersViewModel model, Choosers choosers) {
    this.choosers = choosers;
    setId("train-teachers");
    getStyleClass().add("page");
    HBox cards =
        new HBox(
            14,
            card("fidelity", model.fidelity(), model),
            card("realness", model.realness(), model));
    cards.getChildren().forEach(card -> HBox.setHgrow(card, Priority.ALWAYS));
    getChildren()
        .addAll(Pages.head(TEXTS.get("teachers.title"), TEXTS.get("teachers.text")), cards);
  }

  private Node card(String key, TeachersViewModel.Teacher teacher, TeachersViewModel model) {
    Label name = new Label(TEXTS.get("teachers." + key));
    name.getStyleClass().add("card-title");
    Label about = Pages.caption(TEXTS.get("teachers." + key + ".text"));
    about.setWrapText(true);
    about.setMinHeight(USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    RadioButton shipped = new RadioButton(TEXTS.get("teachers.shipped"));
    RadioButton own = new RadioButton(TEXTS.get("teachers.own"));
    shipped.setId("train-" + key + "-shipped");
    own.setId("train-" + key + "-own");
    shipped.setToggleGroup(group);
    own.setToggleGroup(group);
    own.setOnAction(event -> choose(teacher));
    group
        .selectedToggleProperty()
        .addListener(
            (property, old, toggle) -> {
              if (toggle == shipped) {
                teacher.ownProperty().set(null);
              } else if (teacher.ownProperty().get() == null) {
                // Before a file is chosen, and with the arrow keys, which do not ask for one.
                group.selectToggle(shipped);
              }
            });
    teacher
        .ownProperty()
        .subscribe(
            file -> {
              group.selectToggle(file == null ? shipped : own);
              own.setText(
                  file == null ? TEXTS.get("teachers.own") : String.valueOf(file.getFileName()));
            });
    Label finding = new Label();
    finding.setId("train-" + key + "-finding");
    finding.setWrapText(true);
    finding.setMinHeight(USE_PREF_SIZE);
    finding.getStyleClass().add("finding");
    finding.textProperty().bind(teacher.findingProperty());
    teacher.stateProperty().subscribe(state -> finding.setGraphic(mark(state)));
    Button again = new Button(TEXTS.get("teachers.again"), Icons.of(Material2OutlinedMZ.REPLAY));
    again.getStyleClass().add("flat");
    again.setOnAction(event -> model.check());
    Pages.shownWhile(
        again, teacher.stateProperty().map(state -> state == TeachersViewModel.State.BAD));
    VBox card = new VBox(8, name, about, shipped, own, finding, again);
    card.getStyleClass().add("choice-card");
    card.setAlignment(Pos.TOP_LEFT);
    card.setPrefWidth(1);
    return card;
  }

  private static FontIcon mark(TeachersViewModel.State state) {
    FontIcon icon =
        Icons.of(
            switch (state) {
              case GOOD -> Material2OutlinedAL.CHECK_CIRCLE;
              case BAD -> Material2OutlinedAL.ERROR;
              default -> Material2OutlinedAL.HOURGLASS_EMPTY;
            });
    icon.getStyleClass().add("mark-" + state.name().toLowerCase(java.util.Locale.ROOT));
    return icon;
  }

  private void choose(TeachersViewModel.Teacher teacher) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("teachers.choose"));
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(
                TEXTS.get("teachers.filter"), "*.pt", "*.pth", "*.torchscript"));
    choosers.open("teacher", this, chooser, chosen -> teacher.ownProperty().set(chosen.toPath()));
  }
}
