package org.ctsr.app;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** Something the user should know but need not answer, over a corner of the photo. */
final class NoticeCard extends VBox {
  private static final Messages TEXTS = Messages.of(NoticeCard.class);

  private final Label body = new Label();

  NoticeCard(String title, String text, Consumer<NoticeCard> dismiss) {
    getStyleClass().add("export-card");
    setId("notice");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Label heading = new Label(title);
    heading.getStyleClass().add("card-title");
    heading.setWrapText(true);
    heading.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(heading, Priority.ALWAYS);
    Button close = Icons.on(new Button(), Material2OutlinedAL.CLOSE, TEXTS.get("notice.close"));
    close.getStyleClass().addAll("flat", "button-icon");
    close.setOnAction(event -> dismiss.accept(this));
    HBox head = new HBox(8, heading, close);
    head.setAlignment(Pos.CENTER_LEFT);
    body.setText(text);
    body.getStyleClass().add("caption");
    body.setWrapText(true);
    body.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(head, body);
  }

  /** Says below the title what a text says, also when that changes. */
  void follow(ReadOnlyStringProperty text) {
    body.textProperty().bind(text);
  }

  /** What it says below the title. */
  String text() {
    return body.getText();
  }

  /** Adds a line below that may change; it takes no room while it is empty. */
  void addLine(ReadOnlyStringProperty text) {
    Label line = new Label();
    line.getStyleClass().add("caption");
    line.setWrapText(true);
    line.setMinHeight(Region.USE_PREF_SIZE);
    line.textProperty().bind(text);
    line.visibleProperty().bind(line.textProperty().isNotEmpty());
    line.managedProperty().bind(line.visibleProperty());
    getChildren().add(line);
  }
}
