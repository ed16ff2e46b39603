package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes a picture of every state of the window to {@code target/screenshots}, to be looked at. */
class ScreenshotsTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"dark", "light"})
  void everyState(String look) throws Exception {
    Files.writeString(
        home.resolve("settings.json"),
        "{\"appearance\": \""
            + look.toUpperCase(java.util.Locale.ROOT)
            + "\", \"cachePercent\": 25,"
            + " \"inspectorShown\": true, \"filmstripShown\": true}");
    Path other = home.resolve("dunes.png");
    Path broken = home.resolve("broken.jpg");
    TestPhotos.writeGradient(other, 320, 240);
    Files.writeString(broken, "this is no photo");
    try (StudioHarness studio = StudioHarness.start(home, StudioHarness.REAL_MODELS, 1440, 900)) {
      studio.screenshot(look + "-01-welcome");
      studio.interact(() -> studio.<javafx.scene.control.Button>find("open-sample").fire());
      StudioHarness.waitUntil("a photo is shown", () -> studio.isShown("realness-slider"));
      studio.waitUntilSharp();
      studio.waitUntilStill();
      studio.screenshot(look + "-02-photo");

      set(studio, 1.0);
      studio.interact(() -> segment(studio, "SPLIT").fire());
      studio.waitUntilStill();
      studio.screenshot(look + "-03-split");
      studio.interact(() -> segment(studio, "SIDE_BY_SIDE").fire());
      studio.waitUntilStill();
      studio.screenshot(look + "-04-side-by-side");
      studio.interact(() -> segment(studio, "NONE").fire());
      studio.interact(() -> studio.<javafx.scene.control.Button>find("zoom-percent").fire());
      studio.waitUntilStill();
      studio.screenshot(look + "-05-actual-pixels");
      studio.interact(() -> studio.<javafx.scene.control.Button>find("zoom-fit").fire());

      studio.interact(
          () -> studio.<atlantafx.base.controls.ToggleSwitch>find("overlay-toggle").fire());
      studio.waitUntilStill();
      studio.screenshot(look + "-06-invented");
      studio.interact(
          () -> studio.<atlantafx.base.controls.ToggleSwitch>find("overlay-toggle").fire());

      set(studio, 0.3);
      studio.interact(
          () -> studio.<atlantafx.base.controls.ToggleSwitch>find("brush-toggle").fire());
      Node photo = studio.stage().getScene().getRoot().lookup(".photo-view");
      studio.moveTo(photo).moveBy(-120, -40);
      studio.press(MouseButton.PRIMARY).moveBy(60, 120).moveBy(80, 10).release(MouseButton.PRIMARY);
      studio.waitUntilStill();
      studio.screenshot(look + "-07-brush");
      studio.interact(
          () -> studio.<atlantafx.base.controls.ToggleSwitch>find("brush-toggle").fire());

      studio.interact(() -> studio.<javafx.scene.control.Button>find("pin-variant").fire());
      set(studio, 0.9);
      studio.interact(() -> studio.<javafx.scene.control.Button>find("pin-variant").fire());
      studio.interact(() -> studio.<ToggleButton>find("variant-compare-A").fire());
      studio.waitUntilStill();
      studio.screenshot(look + "-08-variants");
      studio.interact(() -> studio.<ToggleButton>find("variant-compare-A").fire());
      studio.interact(() -> segment(studio, "NONE").fire());

      studio.interact(() -> studio.<javafx.scene.control.Button>find("export").fire());
      StudioHarness.screenshot(look + "-09-export", StudioHarness.dialog("export-dialog"));
      studio.push(KeyCode.ESCAPE);

      studio.open(other, broken);
      StudioHarness.waitUntil("the strip is shown", () -> studio.isShown("filmstrip"));
      studio.waitUntilSharp();
      studio.waitUntilStill();
      studio.screenshot(look + "-10-filmstrip");
      studio.push(KeyCode.PAGE_DOWN);
      StudioHarness.waitUntil("the problem is shown", () -> studio.isShown("photo-problem"));
      studio.screenshot(look + "-11-unreadable");
      batch(studio, look, other, broken);

      studio.push(KeyCode.SHORTCUT, KeyCode.COMMA);
      StudioHarness.screenshot(look + "-12-settings", StudioHarness.dialog("settings-dialog"));
      studio.push(KeyCode.ESCAPE);
      studio.push(KeyCode.F1);
      StudioHarness.screenshot(look + "-13-keys", StudioHarness.dialog("shortcuts-dialog"));
      studio.push(KeyCode.ESCAPE);
      studio.interact(
          () ->
              javafx.application.Platform.runLater(
                  () -> {
                    throw new IllegalStateException("an example of a defect");
                  }));
      StudioHarness.screenshot(look + "-14-defect", StudioHarness.dialog("defect-dialog"));
    }
    assertThat(home.resolve("settings.json")).content().as("recent files").contains("dunes.png");
  }

  /** The batch at work, and at its end. */
  private void batch(StudioHarness studio, String look, Path... photos) throws Exception {
    Path trip = Files.createDirectories(home.resolve("trip/day 2"));
    Files.writeString(trip.resolve("notes.txt"), "sunny");
    for (int i = 1; i <= 5; i++) {
      TestPhotos.writeGradient(trip.resolve("dune-" + i + ".png"), 120 + 20 * i, 120);
    }
    studio.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.E);
    Parent window = StudioHarness.dialog("batch");
    StudioHarness.screenshot(look + "-15-batch-empty", window);
    studio.addToBatch(photos);
    studio.addToBatch(home.resolve("trip"));
    Button start = (Button) window.lookup("#batch-start");
    Label text = (Label) window.lookup("#batch-progress-text");
    StudioHarness.waitUntil("all are in the list", () -> text.getText().contains("8 files"));
    studio.interact(start::fire);
    // Several may be done between two looks.
    StudioHarness.waitUntil(
        "some are done",
        () ->
            text.getText().matches("[4-8] of.*")
                || window.lookup("#batch-summary").getParent().isVisible());
    StudioHarness.screenshot(look + "-16-batch-running", window);
    StudioHarness.waitUntil(
        "the batch is finished", () -> window.lookup("#batch-summary").getParent().isVisible());
    StudioHarness.screenshot(look + "-17-batch-finished", window);
    studio.interact(() -> window.getScene().getWindow().hide());
  }

  private static void set(StudioHarness studio, double realness) {
    studio.interact(() -> studio.<Slider>find("realness-slider").setValue(realness));
  }

  private static ToggleButton segment(StudioHarness studio, String mode) {
    return studio.find("segment-" + mode);
  }
}
