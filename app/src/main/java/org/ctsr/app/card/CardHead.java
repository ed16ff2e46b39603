package org.ctsr.app.card;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.ctsr.app.fx.Icons;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The first line of a card over the photo: what it is about, and a cross that ends it. */
public final class CardHead extends HBox {
  private final Label title = new Label();
  private final Button close;

  /**
   * @param closeName what the cross does, in words
   * @param onClose does it
   */
  public CardHead(String closeName, Runnable onClose) {
    super(8);
    title.getStyleClass().add("card-title");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    close = Icons.on(new Button(), Material2OutlinedAL.CLOSE, closeName);
    close.getStyleClass().addAll("flat", "button-icon");
    close.setOnAction(event -> onClose.run());
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, close);
  }

  /** What the card is about; set or bound by the card. */
  public Label title() {
    return title;
  }

  /** The cross. */
  public Button close() {
    return close;
  }
}
