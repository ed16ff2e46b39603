package org.ctsr.app.card;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Messages;

/** Something the user should know but need not answer, over a corner of the photo. */
public final class NoticeCard extends VBox {
  private static final Messages TEXTS = Messages.of(NoticeCard.class);

  private final Label body = new Label();

  /**
   * @param title what it is about
   * @param text what it says below
   * @param dismiss takes it away
   */
  public NoticeCard(String title, String text, Consumer<NoticeCard> dismiss) {
    getStyleClass().add("export-card");
    setId("notice");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    CardHead head = new CardHead(TEXTS.get("notice.close"), () -> dismiss.accept(this));
    head.title().setText(title);
    body.setText(text);
    body.getStyleClass().add("caption");
    body.setWrapText(true);
    body.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(head, body);
  }

  /** Says below the title what a text says, also when that changes. */
  public void follow(ReadOnlyStringProperty text) {
    body.textProperty().bind(text);
  }

  /** What it says below the title. */
  public String text() {
    return body.getText();
  }

  /** Adds a line below that may change; it takes no room while it is empty. */
  public void addLine(ReadOnlyStringProperty text) {
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
