package org.ctsr.app.mainwindow;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Why a photo cannot be shown, in the photo's place. */
final class ProblemView extends VBox {
  private static final Messages TEXTS = Messages.of(ProblemView.class);

  ProblemView(WindowState window, Runnable tryAgain, Runnable close) {
    getStyleClass().add("welcome");
    setId("photo-problem");
    setAlignment(Pos.CENTER);
    FontIcon icon = Icons.of(Material2OutlinedAL.BROKEN_IMAGE);
    icon.getStyleClass().add("problem-icon");
    Label title = new Label();
    title.getStyleClass().add("problem-title");
    title
        .textProperty()
        .bind(window.problemNameProperty().map(name -> TEXTS.get("problem.title", name)));
    Label reason = new Label();
    reason.setId("photo-problem-reason");
    reason.getStyleClass().add("welcome-text");
    reason.setWrapText(true);
    reason.setMaxWidth(520);
    reason.setMinHeight(Region.USE_PREF_SIZE);
    reason.textProperty().bind(window.problemProperty());
    Button again = new Button(TEXTS.get("problem.again"));
    again.setId("photo-problem-again");
    again.setOnAction(event -> tryAgain.run());
    Button button = new Button(TEXTS.get("problem.close"));
    button.setOnAction(event -> close.run());
    HBox buttons = new HBox(8, again, button);
    buttons.setAlignment(Pos.CENTER);
    getChildren().addAll(icon, title, reason, buttons);
  }
}
