package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The batch window as a user meets it. */
class BatchTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;
  private static final int SCALE = 4;

  @TempDir Path home;
  private Path first;
  private Path second;
  private Path broken;

  @BeforeEach
  void prepare() throws Exception {
    Files.writeString(
        home.resolve("settings.json"),
        "{\"appearance\":\"DARK\",\"cachePercent\":25,\"model\":\"tiny-student-x4\"}");
    Path photos = Files.createDirectories(home.resolve("photos"));
    first = photos.resolve("first.png");
    second = photos.resolve("second.png");
    broken = photos.resolve("broken.jpg");
    TestPhotos.writeGradient(first, WIDTH, HEIGHT);
    TestPhotos.writeGradient(second, WIDTH, HEIGHT);
    Files.writeString(broken, "this is no photo");
  }

  private StudioHarness start() throws Exception {
    return StudioHarness.start(home, StudioHarness.TINY_MODELS, 1100, 700);
  }

  private static <N extends Node> N find(Parent batch, String id) {
    @SuppressWarnings("unchecked")
    N node = (N) batch.lookup("#" + id);
    return node;
  }

  private static void press(StudioHarness studio, Parent batch, String id) {
    StudioHarness.waitUntil(
        id + " can be pressed", () -> !BatchTest.<Button>find(batch, id).isDisabled());
    studio.interact(() -> BatchTest.<Button>find(batch, id).fire());
  }

  private static void waitForSummary(Parent batch, String expected) {
    StudioHarness.waitUntil(
        "the summary says: " + expected,
        () -> {
          Label summary = find(batch, "batch-summary");
          return summary.getParent().isVisible() && summary.getText().equals(expected);
        });
  }

  @Test
  void enlargesWhatCanBeReadAndSaysWhyTheRestWasNot() throws Exception {
    try (StudioHarness studio = start()) {
      studio.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.E);
      Parent batch = StudioHarness.dialog("batch");
      studio.addToBatch(first, broken, second);
      press(studio, batch, "batch-start");
      waitForSummary(batch, "2 written, 0 skipped, 1 failed, 0 cancelled");
      assertThat(BatchTest.<TextArea>find(batch, "batch-reasons").getText())
          .isEqualTo("broken.jpg: is not a photo: it looks like a text file");
      for (String name : new String[] {"first", "second"}) {
        BufferedImage written =
            ImageIO.read(home.resolve("photos/" + name + "_4x_0.5.png").toFile());
        assertThat(written.getWidth()).isEqualTo(WIDTH * SCALE);
        assertThat(written.getHeight()).isEqualTo(HEIGHT * SCALE);
      }
      try (Stream<Path> files = Files.list(home.resolve("photos"))) {
        assertThat(files).hasSize(5);
      }

      // Once mended it is the only one that is done again.
      Files.delete(broken);
      TestPhotos.writeGradient(broken, WIDTH, HEIGHT);
      press(studio, batch, "batch-retry");
      waitForSummary(batch, "3 written, 0 skipped, 0 failed, 0 cancelled");
      try (Stream<Path> files = Files.list(home.resolve("photos"))) {
        assertThat(files).hasSize(6);
      }
    }
  }

  @Test
  void oneOfThemHasSettingsOfItsOwn() throws Exception {
    try (StudioHarness studio = start()) {
      studio.addToBatch(first, second);
      Parent batch = StudioHarness.dialog("batch");
      StudioHarness.waitUntil(
          "both are in the list",
          () -> BatchTest.<TableView<?>>find(batch, "batch-table").getItems().size() == 2);
      assertThat(BatchTest.<Node>find(batch, "batch-own").isDisabled()).isTrue();
      studio.interact(
          () -> {
            TableView<?> table = find(batch, "batch-table");
            table.getSelectionModel().select(0);
            ChoiceBox<?> scale = find(batch, "batch-own-scale");
            scale.getSelectionModel().select(3);
            table.getSelectionModel().clearAndSelect(1);
            assertThat(scale.getSelectionModel().getSelectedIndex()).isZero();
          });
      press(studio, batch, "batch-start");
      waitForSummary(batch, "2 written, 0 skipped, 0 failed, 0 cancelled");
      BufferedImage own = ImageIO.read(home.resolve("photos/first_2x_0.5.png").toFile());
      assertThat(own.getWidth()).isEqualTo(2 * WIDTH);
      assertThat(home.resolve("photos/second_4x_0.5.png")).exists();

      ContextMenu menu = BatchTest.<TableView<?>>find(batch, "batch-table").getContextMenu();
      assertThat(menu.getItems())
          .extracting(item -> String.valueOf(item.getId()))
          .contains(
              "batch-menu-open",
              "batch-menu-show",
              "batch-menu-retry-chosen",
              "batch-menu-cancel",
              "batch-menu-remove-chosen");
    }
  }

  @Test
  void whatWasNotFinishedIsOfferedAtTheNextStart() throws Exception {
    try (StudioHarness studio = start()) {
      studio.addToBatch(first, second);
      Parent batch = StudioHarness.dialog("batch");
      StudioHarness.waitUntil(
          "both are in the list",
          () ->
              BatchTest.<Label>find(batch, "batch-progress-text").getText().contains("2 waiting"));
    }
    try (StudioHarness studio = start()) {
      StudioHarness.waitUntil("it is offered", () -> studio.isShown("batch-offer-card"));
      studio.interact(() -> studio.<Button>find("batch-card-accept").fire());
      Parent batch = StudioHarness.dialog("batch");
      press(studio, batch, "batch-start");
      waitForSummary(batch, "2 written, 0 skipped, 0 failed, 0 cancelled");
    }
    assertThat(Files.readString(home.resolve("batch.json"))).doesNotContain("first.png");
  }
}
