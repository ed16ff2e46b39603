package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.ctsr.app.export.ExportCard;
import org.ctsr.app.export.ExportFormat;
import org.ctsr.app.export.ExportJob;
import org.ctsr.app.export.ExportRequest;
import org.ctsr.app.export.ExportWork;
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
            ExportFormat.JPEG, 90, 8, false, 4, 0, Path.of("folder", "result.jpg"), false);
    return ExportJob.start(request, saving, work::add, Platform::runLater, System::nanoTime);
  }

  private ExportCard card(ExportJob job) {
    return StudioHarness.call(
        () -> {
          ExportCard card = new ExportCard(job, done -> {}, dismissed::add);
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
}
