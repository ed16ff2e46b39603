package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trainings through the wizard, with tiny networks in a process of their own. */
class TrainTest {
  private final Path home;

  TrainTest(@TempDir Path home) {
    this.home = home;
  }

  @BeforeEach
  void useTinyRecipe() throws IOException {
    System.setProperty("ctsr.recipes", TinyRecipe.write(home.resolve("recipes"), 12).toString());
    Path photos = Files.createDirectories(home.resolve("photos"));
    for (int i = 0; i < 4; i++) {
      TestPhotos.writeGradient(photos.resolve("dune-" + i + ".png"), 360 + 20 * i, 300);
    }
    TestPhotos.writeGradient(photos.resolve("stamp.png"), 90, 60);
    Files.writeString(photos.resolve("broken.jpg"), "this is no photo");
  }

  @AfterEach
  void forgetRecipe() {
    System.clearProperty("ctsr.recipes");
  }

  private StudioHarness start() throws Exception {
    return StudioHarness.start(home, StudioHarness.TINY_MODELS, 1200, 800);
  }

  private Parent choosePhotos(StudioHarness studio) {
    studio.addToTraining(home.resolve("photos"));
    Parent wizard = StudioHarness.dialog("train");
    StudioHarness.awaitText(wizard, "train-photo-count", "4 photos");
    assertThat(StudioHarness.<Label>find(wizard, "train-photo-warning").getText())
        .contains("4 photos")
        .contains("20");
    return wizard;
  }

  @Test
  void aPhotoIsTakenOffTheListWithTheDeleteKey() throws Exception {
    try (StudioHarness studio = start()) {
      Parent wizard = choosePhotos(studio);
      studio.interact(() -> wizard.lookup(".photo-tile").requestFocus());
      studio.push(KeyCode.DELETE);
      assertThat(wizard.lookupAll(".photo-tile")).hasSize(5);
      studio.push(KeyCode.DELETE);
      assertThat(wizard.lookupAll(".photo-tile")).as("the next one had the focus").hasSize(4);
    }
  }

  private static void begin(StudioHarness studio, Parent wizard, String title) {
    studio.press(wizard, "train-next");
    StudioHarness.awaitText(wizard, "train-realness-finding", "Works");
    StudioHarness.awaitText(wizard, "train-fidelity-finding", "4 times");
    // As the arrow keys do, which do not ask for a file.
    studio.interact(
        () -> StudioHarness.<RadioButton>find(wizard, "train-fidelity-own").setSelected(true));
    assertThat(StudioHarness.<RadioButton>find(wizard, "train-fidelity-shipped").isSelected())
        .isTrue();
    studio.press(wizard, "train-next");
    studio.interact(() -> StudioHarness.<TextField>find(wizard, "train-title").setText(title));
    StudioHarness.waitUntil(
        "the trial has measured",
        () -> StudioHarness.<Label>find(wizard, "train-time").getText().endsWith(" s"));
    assertThat(StudioHarness.<Slider>find(wizard, "train-threads").getWidth()).isGreaterThan(100);
    studio.press(wizard, "train-next");
    StudioHarness.awaitPictures(wizard, "#train-examples .image-view", 8);
    studio.press(wizard, "train-next");
  }

  @Test
  void photosBecomeAModelThatIsInstalledAndUsed() throws Exception {
    try (StudioHarness studio = start()) {
      Parent wizard = choosePhotos(studio);
      begin(studio, wizard, "Dunes of home");
      StudioHarness.waitUntil("the result is shown", () -> wizard.lookup("#train-install") != null);
      StudioHarness.waitUntil(
          "the new model's picture is shown",
          () -> StudioHarness.<ImageView>find(wizard, "train-after").getImage() != null);
      LineChart<?, ?> curves = (LineChart<?, ?>) wizard.lookup("#train-result-trade-off .chart");
      assertThat(curves.isVisible()).isTrue();
      assertThat(curves.getData())
          .extracting(XYChart.Series::getName)
          .startsWith("your model", "teachers mixed");
      int[] half = pixels(wizard);
      studio.interact(
          () -> StudioHarness.<Slider>find(wizard, "train-realness-slider").setValue(1));
      StudioHarness.waitUntil(
          "the slider changes it", () -> !java.util.Arrays.equals(half, pixels(wizard)));

      studio.interact(
          () -> StudioHarness.<TextField>find(wizard, "train-install-name").setText("Dunes"));
      studio.press(wizard, "train-install");
      StudioHarness.awaitText(wizard, "train-message", "installed");
      assertThat(home.resolve("models/dunes-x4/model.json")).exists();
      StudioHarness.waitUntil(
          "it is in use",
          () ->
              studio
                  .<javafx.scene.control.ComboBox<?>>find("model-choice")
                  .getValue()
                  .toString()
                  .equals("Dunes"));
      assertThat(home.resolve("training/dunes-of-home-x4/run/validation.csv"))
          .content()
          .contains("blend of the teachers")
          .contains("slider,12");
    }
  }

  private static int[] pixels(Parent wizard) {
    return StudioHarness.pixels(
        StudioHarness.toBuffered(StudioHarness.<ImageView>find(wizard, "train-after").getImage()));
  }

  @Test
  void aStoppedTrainingGoesOnAtTheNextStart() throws Exception {
    System.setProperty("ctsr.recipes", TinyRecipe.write(home.resolve("long"), 100_000).toString());
    Path run = home.resolve("training/endless-x4/run");
    try (StudioHarness studio = start()) {
      Parent wizard = choosePhotos(studio);
      // As an estimate of 100,000 steps is not in seconds, the steps are pressed here.
      studio.press(wizard, "train-next");
      StudioHarness.awaitText(wizard, "train-realness-finding", "Works");
      StudioHarness.awaitText(wizard, "train-fidelity-finding", "Works");
      studio.press(wizard, "train-next");
      studio.interact(
          () -> StudioHarness.<TextField>find(wizard, "train-title").setText("Endless"));
      studio.press(wizard, "train-next");
      studio.press(wizard, "train-next");
      StudioHarness.waitUntil(
          "steps are taken",
          () ->
              wizard.lookupAll(".stage-box .caption").stream()
                  .anyMatch(node -> ((Label) node).getText().contains("of 100,000 steps")));
      studio.press(wizard, "train-pause");
      StudioHarness.awaitText(wizard, "train-state", "Paused");
      studio.press(wizard, "train-pause");
      StudioHarness.awaitText(wizard, "train-state", "Training");
      studio.press(wizard, "train-stop");
      StudioHarness.awaitText(wizard, "train-state", "everything is kept");
      assertThat(run.resolve("checkpoint.safetensors")).isNotEmptyFile();
    }
    long steps = steps(run);
    try (StudioHarness studio = start()) {
      StudioHarness.waitUntil("it is offered", () -> studio.isShown("train-offer-card"));
      studio.interact(() -> studio.<Button>find("train-offer-card-go").fire());
      Parent wizard = StudioHarness.dialog("train");
      StudioHarness.waitUntil("it goes on", () -> steps(run) > steps);
      studio.press(wizard, "train-stop");
      StudioHarness.awaitText(wizard, "train-state", "everything is kept");
    }
  }

  private static long steps(Path run) throws IOException {
    try (Stream<String> lines = Files.lines(run.resolve("metrics.csv"))) {
      return lines.filter(line -> line.contains(",gradient,")).count();
    }
  }
}
