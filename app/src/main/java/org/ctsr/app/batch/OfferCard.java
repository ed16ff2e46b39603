package org.ctsr.app.batch;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Messages;

/** Offers, when the program starts, what the last batch did not finish. */
public final class OfferCard extends VBox {
  private static final Messages TEXTS = Messages.of(OfferCard.class);

  /**
   * @param show shows the batch
   * @param dismiss takes this card away
   */
  public OfferCard(BatchViewModel model, Runnable show, Consumer<OfferCard> dismiss) {
    getStyleClass().add("export-card");
    setId("batch-offer-card");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Label text = new Label(TEXTS.get("offer", model.offeredProperty().get()));
    text.getStyleClass().add("card-title");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    Button go = new Button(TEXTS.get("offer.accept"));
    go.setId("batch-card-accept");
    go.setOnAction(
        event -> {
          model.acceptOffer();
          show.run();
        });
    Button forget = new Button(TEXTS.get("offer.discard"));
    forget.setOnAction(event -> model.discardOffer());
    getChildren().addAll(text, new HBox(8, go, forget));
    // Answered here or in the batch window.
    model
        .offeredProperty()
        .addListener(
            (property, old, left) -> {
              if (left.intValue() == 0) {
                dismiss.accept(this);
              }
            });
  }
}
