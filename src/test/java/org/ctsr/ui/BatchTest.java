package org.ctsr.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.model.ModelPackage;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.tile.Tile;
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
  void theSlidersOfTheFormAreThereAndHeeded() throws Exception {
    try (StudioHarness studio = start()) {
      studio.addToBatch(first);
      Parent batch = StudioHarness.dialog("batch");
      for (String id : new String[] {"batch-realness", "batch-scale", "batch-quality"}) {
        Slider slider = find(batch, id);
        assertThat(slider.getWidth()).as(id).isGreaterThan(100);
        assertThat(slider.getAccessibleText()).as(id).isNotBlank();
      }
      studio.interact(
          () -> {
            BatchTest.<Slider>find(batch, "batch-realness").setValue(0.8);
            BatchTest.<Slider>find(batch, "batch-scale").setValue(2);
          });
      press(studio, batch, "batch-start");
      waitForSummary(batch, "1 written, 0 skipped, 0 failed, 0 cancelled");
      assertThat(read(home.resolve("photos/first_2x_0.8.png")).getWidth()).isEqualTo(2 * WIDTH);
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
  void oneOfThemHasAModelOfItsOwn() throws Exception {
    Path third = first.resolveSibling("third.png");
    TestPhotos.writeGradient(third, WIDTH, HEIGHT);
    try (StudioHarness studio = start()) {
      studio.addToBatch(first, second, third);
      Parent batch = StudioHarness.dialog("batch");
      StudioHarness.waitUntil(
          "all are in the list and the models are known",
          () ->
              BatchTest.<TableView<?>>find(batch, "batch-table").getItems().size() == 3
                  && model(batch, "tiny-realness-x4") >= 0);
      studio.interact(
          () -> {
            TableView<?> table = find(batch, "batch-table");
            ChoiceBox<?> models = find(batch, "batch-own-model");
            // In the middle, so that the queue has to come back to the common model.
            table.getSelectionModel().clearAndSelect(1);
            models.getSelectionModel().select(model(batch, "tiny-realness-x4"));
            table.getSelectionModel().clearAndSelect(2);
            assertThat(models.getSelectionModel().getSelectedIndex()).isZero();
          });
      press(studio, batch, "batch-start");
      waitForSummary(batch, "3 written, 0 skipped, 0 failed, 0 cancelled");
    }
    BufferedImage common = enlarged("tiny-student-x4");
    BufferedImage own = enlarged("tiny-realness-x4");
    assertThat(largestStep(common, own)).isGreaterThan(20);
    assertThat(largestStep(read(result("first")), common)).isLessThanOrEqualTo(1);
    assertThat(largestStep(read(plainResult("second")), own)).isLessThanOrEqualTo(1);
    assertThat(largestStep(read(result("third")), common)).isLessThanOrEqualTo(1);
    assertThat(enlargedBy(result("first"))).isEqualTo("tiny-student-x4");
    assertThat(enlargedBy(plainResult("second"))).isEqualTo("tiny-realness-x4");
    assertThat(enlargedBy(result("third"))).isEqualTo("tiny-student-x4");
  }

  /** Where a model is in the list of those to choose for a photo; -1 if it is not there. */
  private static int model(Parent batch, String name) {
    return texts(find(batch, "batch-own-model")).indexOf(name);
  }

  private static <T> List<String> texts(ChoiceBox<T> box) {
    return box.getItems().stream().map(item -> box.getConverter().toString(item)).toList();
  }

  private Path result(String photo) {
    return home.resolve("photos/" + photo + "_4x_0.5.png");
  }

  /** Of a model that has no realness to name. */
  private Path plainResult(String photo) {
    return home.resolve("photos/" + photo + "_4x.png");
  }

  private static BufferedImage read(Path result) throws IOException {
    return ImageIO.read(result.toFile());
  }

  /** The model a result names as its own. */
  private static String enlargedBy(Path result) throws Exception {
    byte[] xmp = PhotoReader.read(result, ReadLimits.DEFAULT, warning -> {}).metadata().xmp();
    Matcher named = Pattern.compile("ctsr:model=\"([^\"]*)\"").matcher(new String(xmp, UTF_8));
    assertThat(named.find()).isTrue();
    return named.group(1);
  }

  /** What the engine makes of the photo by itself. */
  private BufferedImage enlarged(String name) throws Exception {
    ModelPackage model = new ModelLibrary(List.of(StudioHarness.TINY_MODELS)).open(name);
    RgbImage photo = PhotoReader.read(first, ReadLimits.DEFAULT);
    Rectangle all = new Rectangle(0, 0, WIDTH, HEIGHT);
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    try (ModelRunner runner = ModelRunner.load(model, DeviceChoice.PROCESSOR, 0, notice -> {});
        BasisPlanes planes = new TileUpscaler(runner).upscale(photo, new Tile(0, 0, all, all))) {
      float[][] rows = new float[planes.hasDetail() ? 3 : 1][planes.width()];
      for (int channel = 0; channel < 3; channel++) {
        for (int y = 0; y < planes.height(); y++) {
          for (int basis = 0; basis < rows.length; basis++) {
            planes.row(basis, channel, y, rows[basis], 0);
          }
          for (int x = 0; x < planes.width(); x++) {
            float value = rows[0][x];
            if (rows.length == 3) {
              value += 0.5f * rows[1][x] + 0.25f * rows[2][x];
            }
            int sample = Math.round(255 * Math.max(0, Math.min(1, value)));
            image.setRGB(x, y, image.getRGB(x, y) | sample << 8 * (2 - channel));
          }
        }
      }
    }
    return image;
  }

  /** The largest difference between two samples, of 255. */
  private static int largestStep(BufferedImage one, BufferedImage other) {
    int[] left = StudioHarness.pixels(one);
    int[] right = StudioHarness.pixels(other);
    assertThat(right).hasSameSizeAs(left);
    int largest = 0;
    for (int i = 0; i < left.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        int step = (left[i] >> shift & 255) - (right[i] >> shift & 255);
        largest = Math.max(largest, Math.abs(step));
      }
    }
    return largest;
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
