package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.ctsr.app.export.ExportCard;
import org.ctsr.app.export.ExportFormat;
import org.ctsr.app.export.ExportJob;
import org.ctsr.app.export.ExportRequest;
import org.ctsr.app.export.ExportWork;
import org.ctsr.engine.image.JpegSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class ExportCardTest {
  private final List<Runnable> work = new ArrayList<>();
  private final List<ExportCard> dismissed = new ArrayList<>();
  private final VBox cards = new VBox();

  @BeforeEach
  void show() throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    StudioHarness.call(
        () -> {
          stage.setScene(new Scene(cards, 400, 600));
          stage.show();
          return null;
        });
  }

  @AfterEach
  void hide() throws Exception {
    FxToolkit.cleanupStages();
  }

  private ExportJob job(ExportWork saving) {
    ExportRequest request =
        new ExportRequest(
            ExportFormat.JPEG,
            JpegSettings.DEFAULT,
            8,
            false,
            4,
            0,
            Path.of("folder", "result.jpg"),
            false);
    return ExportJob.start(request, saving, work::add, Platform::runLater, System::nanoTime);
  }

  private ExportCard card(ExportJob job) {
    return StudioHarness.call(
        () -> {
          ExportCard card = new ExportCard(job, done -> {}, dismissed::add, Duration.millis(1));
          cards.getChildren().add(card);
          return card;
        });
  }

  private void end(ExportJob.State state, ExportJob job) {
    work.remove(0).run();
    StudioHarness.waitUntil("it has ended", () -> job.stateProperty().get() == state);
  }

  private static String text(ExportCard card, String id) {
    return card.lookup("#" + id) instanceof Label label ? label.getText() : "";
  }

  @Test
  void saysWhatWasWrongButCouldBeHelped() {
    ExportJob job =
        job(
            (what, progress) ->
                progress.warn(what.target() + ": transparent parts were placed on white"));
    ExportCard card = card(job);
    end(ExportJob.State.SAVED, job);
    assertThat(text(card, "export-status")).isEqualTo("Saved result.jpg");
    assertThat(text(card, "export-warnings")).isEqualTo("transparent parts were placed on white");
  }

  @Test
  void saysAtOnceThatItIsCancelledAndThenThatItWas() {
    ExportJob job =
        job(
            (what, progress) -> {
              throw new CancellationException();
            });
    ExportCard card = card(job);
    assertThat(text(card, "export-status")).isEqualTo("Saving result.jpg");
    StudioHarness.call(
        () -> {
          ((Button) card.lookup("#export-cancel")).fire();
          return null;
        });
    assertThat(text(card, "export-status")).isEqualTo("Cancelling result.jpg \u2026");
    end(ExportJob.State.CANCELLED, job);
    assertThat(text(card, "export-status")).isEqualTo("result.jpg was not saved: cancelled");
  }

  @Test
  void leavesByItselfUnlessItIsLookedAtOrHasSomethingToSay() {
    ExportJob warned = job((what, progress) -> progress.warn("something"));
    ExportCard speaking = card(warned);
    ExportJob worked = job((what, progress) -> {});
    ExportCard focused = card(worked);
    ExportJob plain = job((what, progress) -> {});
    ExportCard leaving = card(plain);
    StudioHarness.call(
        () -> {
          focused.lookup("#export-cancel").requestFocus();
          return null;
        });
    end(ExportJob.State.SAVED, warned);
    end(ExportJob.State.SAVED, worked);
    end(ExportJob.State.SAVED, plain);
    StudioHarness.waitUntil("it has left", () -> dismissed.contains(leaving));
    assertThat(dismissed).doesNotContain(speaking, focused);
    StudioHarness.call(
        () -> {
          cards.setFocusTraversable(true);
          cards.requestFocus();
          return null;
        });
    StudioHarness.waitUntil("it has left too", () -> dismissed.contains(focused));
    assertThat(dismissed).doesNotContain(speaking);
  }
}
