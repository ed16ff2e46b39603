package org.ctsr.app.export;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.ctsr.app.card.CardHead;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Sizes;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** How far one export is, shown over a corner of the photo. */
public final class ExportCard extends VBox {
  private static final Messages TEXTS = Messages.of(ExportCard.class);
  private static final Duration PATIENCE = Duration.seconds(10);

  /**
   * @param showFile shows a saved file in the system's file manager
   * @param dismiss takes this card away
   */
  public ExportCard(ExportJob job, Consumer<ExportJob> showFile, Consumer<ExportCard> dismiss) {
    this(job, showFile, dismiss, PATIENCE);
  }

  /**
   * As the other.
   *
   * @param patience how long the card of a saved export stays
   */
  public ExportCard(
      ExportJob job,
      Consumer<ExportJob> showFile,
      Consumer<ExportCard> dismiss,
      Duration patience) {
    getStyleClass().add("export-card");
    setId("export-card");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Object name = job.request().target().getFileName();
    CardHead head = new CardHead(TEXTS.get("job.cancel"), () -> close(job, dismiss));
    head.title().setId("export-status");
    head.title()
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> TEXTS.get(said(job), name), job.stateProperty(), job.cancellingProperty()));
    head.close().setId("export-cancel");
    head.close()
        .disableProperty()
        .bind(job.cancellingProperty().and(job.stateProperty().isEqualTo(ExportJob.State.RUNNING)));
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(job.progressProperty());
    Label left = new Label();
    left.getStyleClass().add("caption");
    left.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  long seconds = job.secondsLeft();
                  return seconds < 0 ? "" : TEXTS.get("job.left", Sizes.duration(seconds));
                },
                job.progressProperty()));
    VBox running = new VBox(6, bar, left);
    Label reason = new Label();
    reason.getStyleClass().addAll("caption", "problem");
    reason.setWrapText(true);
    reason.setMinHeight(Region.USE_PREF_SIZE);
    Label warnings = new Label();
    warnings.setId("export-warnings");
    warnings.getStyleClass().add("caption");
    warnings.setWrapText(true);
    warnings.setMinHeight(Region.USE_PREF_SIZE);
    Button show = new Button(TEXTS.get("job.show"), Icons.of(Material2OutlinedAL.FOLDER_OPEN));
    show.setOnAction(event -> showFile.accept(job));
    getChildren().addAll(head, running);
    job.stateProperty()
        .subscribe(
            state -> {
              if (state == ExportJob.State.RUNNING) {
                return;
              }
              Icons.named(head.close(), TEXTS.get("job.close"));
              getChildren().remove(running);
              Throwable failure = job.failure();
              if (failure != null) {
                reason.setText(String.valueOf(failure.getMessage()));
                getChildren().add(reason);
              } else if (state == ExportJob.State.SAVED) {
                if (!job.warnings().isEmpty()) {
                  warnings.setText(String.join("\n", job.warnings()));
                  getChildren().add(warnings);
                }
                getChildren().add(show);
                if (job.warnings().isEmpty()) {
                  leaveSoon(patience, dismiss);
                }
              }
            });
  }

  private void close(ExportJob job, Consumer<ExportCard> dismiss) {
    if (job.stateProperty().get() == ExportJob.State.RUNNING) {
      job.cancel();
    } else {
      dismiss.accept(this);
    }
  }

  private static String said(ExportJob job) {
    return switch (job.stateProperty().get()) {
      case RUNNING -> job.cancellingProperty().get() ? "job.cancelling" : "job.running";
      case SAVED -> "job.saved";
      case FAILED -> "job.failed";
      case CANCELLED -> "job.cancelled";
    };
  }

  /** There is nothing to be done about it; but what is being looked at or worked with stays. */
  private void leaveSoon(Duration patience, Consumer<ExportCard> dismiss) {
    PauseTransition left = new PauseTransition(patience);
    left.setOnFinished(event -> dismiss.accept(this));
    hoverProperty()
        .or(focusWithinProperty())
        .subscribe(
            held -> {
              if (held) {
                left.stop();
              } else {
                left.playFromStart();
              }
            });
  }
}
