package org.ctsr.app.card;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Something the user may want to do now or later, over a corner of the photo. */
public final class QuestionCard extends VBox {
  /**
   * @param id of the card; its button to act has it with {@code -go}
   * @param title what there is
   * @param text what can be done about it
   * @param act what the button says that does it
   * @param action does it
   * @param later what the button says that does not
   * @param dismiss takes the card away, before either
   */
  public QuestionCard(
      String id,
      String title,
      String text,
      String act,
      Runnable action,
      String later,
      Consumer<QuestionCard> dismiss) {
    getStyleClass().add("export-card");
    setId(id);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Label heading = new Label(title);
    heading.getStyleClass().add("card-title");
    heading.setWrapText(true);
    heading.setMinHeight(Region.USE_PREF_SIZE);
    Label body = new Label(text);
    body.getStyleClass().add("caption");
    body.setWrapText(true);
    body.setMinHeight(Region.USE_PREF_SIZE);
    Button go = new Button(act);
    go.setId(id + "-go");
    go.setOnAction(
        event -> {
          dismiss.accept(this);
          action.run();
        });
    Button no = new Button(later);
    no.getStyleClass().add("flat");
    no.setOnAction(event -> dismiss.accept(this));
    getChildren().addAll(heading, body, new HBox(8, go, no));
  }
}
