package org.ctsr.app.batch;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.card.CardHead;
import org.ctsr.app.fx.Messages;

/** How far a batch is whose window is closed, and what became of it. */
public final class BatchCard extends VBox {
  private static final Messages TEXTS = Messages.of(BatchCard.class);

  /**
   * @param show shows the batch
   * @param dismiss takes the end for known
   */
  public BatchCard(BatchViewModel model, Runnable show, Runnable dismiss) {
    getStyleClass().add("export-card");
    setId("batch-card");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    CardHead head = new CardHead(TEXTS.get("card.close"), dismiss);
    head.close().setId("batch-card-close");
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(model.progressProperty());
    Label progress = new Label();
    progress.getStyleClass().add("caption");
    progress.textProperty().bind(model.progressTextProperty());
    Label end = new Label();
    end.setId("batch-card-end");
    end.getStyleClass().add("caption");
    end.setWrapText(true);
    end.setMinHeight(Region.USE_PREF_SIZE);
    Button open = new Button(TEXTS.get("card.show"));
    open.setId("batch-card-show");
    open.setOnAction(event -> show.run());
    model.stateProperty().subscribe(state -> head.title().setText(TEXTS.get("card." + state)));
    model
        .summaryProperty()
        .subscribe(
            summary -> {
              head.close().setVisible(summary != null);
              if (summary == null) {
                getChildren().setAll(head, bar, progress, open);
              } else {
                end.setText(summary.text());
                getChildren().setAll(head, end, open);
              }
            });
  }
}
