package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes a picture of every page of the wizard and of the manager, to be looked at. */
class TrainScreenshotsTest {
  private static final int ENOUGH_PHOTOS = 24;

  private final Path home;

  TrainScreenshotsTest(@TempDir Path home) {
    this.home = home;
  }

  @AfterEach
  void forgetRecipe() {
    System.clearProperty("ctsr.recipes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void everyPage(String look) throws Exception {
    Files.writeString(
        home.resolve("settings.json"),
        "{\"appearance\": \""
            + look.toUpperCase(Locale.ROOT)
            + "\", \"cachePercent\": 25, \"inspectorShown\": true, \"filmstripShown\": true}");
    System.setProperty("ctsr.recipes", TinyRecipe.write(home.resolve("recipes"), 60).toString());
    for (String name : new String[] {"refine.yml", "compact.yml", "large.yml"}) {
      Files.copy(home.resolve("recipes/quick.yml"), home.resolve("recipes").resolve(name));
    }
    Path photos = Files.createDirectories(home.resolve("photos"));
    for (int i = 0; i < ENOUGH_PHOTOS; i++) {
      TestPhotos.writeGradient(
          photos.resolve("dune-" + i + ".png"), 420 + 37 * (i % 7), 300 + 61 * (i % 5));
    }
    TestPhotos.writeGradient(photos.resolve("stamp.png"), 90, 60);
    try (StudioHarness studio = StudioHarness.start(home, StudioHarness.REAL_MODELS, 1440, 900)) {
      studio.addToTraining();
      Parent wizard = StudioHarness.dialog("train");
      StudioHarness.screenshot(look + "-21-train-empty", wizard);
      studio.addToTraining(photos);
      StudioHarness.awaitText(wizard, "train-photo-count", ENOUGH_PHOTOS + " photos");
      StudioHarness.awaitPictures(wizard, ".photo-tile .image-view", ENOUGH_PHOTOS + 1);
      StudioHarness.screenshot(look + "-22-train-photos", wizard);
      studio.press(wizard, "train-next");
      StudioHarness.awaitText(wizard, "train-realness-finding", "Works");
      StudioHarness.awaitText(wizard, "train-fidelity-finding", "Works");
      StudioHarness.screenshot(look + "-23-train-teachers", wizard);
      studio.press(wizard, "train-next");
      studio.interact(() -> ((TextField) wizard.lookup("#train-title")).setText("Dunes"));
      StudioHarness.waitUntil(
          "the trial has measured",
          () -> ((Label) wizard.lookup("#train-time")).getText().endsWith(" s"));
      StudioHarness.screenshot(look + "-24-train-budget", wizard);
      studio.press(wizard, "train-next");
      StudioHarness.awaitPictures(wizard, "#train-examples .image-view", 8);
      StudioHarness.screenshot(look + "-25-train-degradation", wizard);
      studio.press(wizard, "train-next");
      StudioHarness.waitUntil(
          "the slider is trained",
          () ->
              wizard.lookupAll(".stage-box .caption").stream()
                          .filter(node -> ((Label) node).getText().startsWith("3"))
                          .count()
                      > 0
                  && wizard.lookupAll(".stage-box .caption").stream()
                          .map(Node::getParent)
                          .distinct()
                          .count()
                      == 4
                  && ((ImageView) wizard.lookup("#train-after")).getImage() != null);
      studio.press(wizard, "train-pause");
      StudioHarness.awaitText(wizard, "train-state", "Paused");
      StudioHarness.screenshot(look + "-26-train-run", wizard);
      studio.press(wizard, "train-pause");
      StudioHarness.waitUntil("the result is shown", () -> wizard.lookup("#train-install") != null);
      StudioHarness.waitUntil(
          "the new model's picture is shown",
          () -> ((Label) wizard.lookup("#train-after-name")).getText().equals("Dunes"));
      StudioHarness.screenshot(look + "-27-train-result", wizard);

      studio.interact(() -> ((Button) studio.find("manage-models")).fire());
      Parent models = StudioHarness.dialog("models");
      StudioHarness.awaitPictures(models, ".preview-frame .image-view", 3);
      studio.press(models, "model-verify");
      StudioHarness.waitUntil(
          "it was checked", () -> !models.lookupAll("#model-findings .label").isEmpty());
      StudioHarness.screenshot(look + "-28-models", models);
      studio.importModel(
          StudioHarness.TINY_MODELS.resolve("tiny-student-x4").resolve("network.pt"));
      StudioHarness.waitUntil("the form is shown", () -> models.lookup("#import-go") != null);
      StudioHarness.screenshot(look + "-29-models-import", models);
    }
    assertThat(home.resolve("training/dunes-x4/run")).isDirectory();
  }
}
