package org.ctsr.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.assertj.core.api.SoftAssertions;
import org.ctsr.engine.image.PhotoReader;
import org.ctsr.engine.image.ReadLimits;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.inference.DeviceChoice;
import org.ctsr.engine.inference.ModelRunner;
import org.ctsr.engine.inference.TileUpscaler;
import org.ctsr.engine.model.ModelLibrary;
import org.ctsr.engine.render.BasisBlender;
import org.ctsr.engine.tile.BasisPlanes;
import org.ctsr.engine.tile.TileGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user meets it: opening, looking, painting, comparing, saving, failing. */
class StudioTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int SCALE = 4;
  private static final String MODEL = "tiny-student-x4";

  /** Basis images are kept in 16 and 8 bits, so a pixel may differ by one step of 255. */
  private static final int STEP = 1;

  @TempDir Path home;
  private Path photo;

  @BeforeEach
  void prepare() throws Exception {
    Files.writeString(
        home.resolve("settings.json"),
        "{\"appearance\":\"DARK\",\"cachePercent\":25,\"model\":\""
            + MODEL
            + "\",\"inspectorShown\":true,\"filmstripShown\":true}");
    photo = home.resolve("hills.png");
    TestPhotos.writeGradient(photo, WIDTH, HEIGHT);
  }

  private StudioHarness openPhoto() throws Exception {
    StudioHarness studio = StudioHarness.start(home, StudioHarness.TINY_MODELS, 1200, 800);
    studio.open(photo);
    StudioHarness.waitUntil("the photo is shown", () -> studio.isShown("agreement"));
    studio.waitUntilSharp();
    return studio;
  }

  @Test
  void shownAndSavedPixelsAreTheEnginesAtEveryRealness() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      for (double realness : new double[] {0, 0.35, 1}) {
        setRealness(studio, realness);
        BufferedImage expected = enlarged(realness);
        BufferedImage shown = centre(studio.waitUntilStill());
        assertThat(largestDifference(shown, expected))
            .as("on the screen at realness %s", realness)
            .isLessThanOrEqualTo(STEP);
      }
      Path saved = home.resolve("saved.png");
      export(studio, saved);
      BufferedImage written = ImageIO.read(saved.toFile());
      assertThat(largestDifference(written, enlarged(1)))
          .as("in the file")
          .isLessThanOrEqualTo(STEP);
    }
  }

  @Test
  void zoomsComparesAndHidesPanels() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      BufferedImage result = studio.waitUntilStill();
      Label agreement = studio.find("agreement");
      assertThat(agreement.getText()).contains("dB");

      focusPhoto(studio);
      studio.push(KeyCode.PLUS);
      assertThat(zoom(studio)).isEqualTo("150 %");
      studio.push(KeyCode.SHORTCUT, KeyCode.DIGIT1);
      assertThat(zoom(studio)).isEqualTo("100 %");
      for (KeyCode plus : List.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD)) {
        studio.push(KeyCode.SHORTCUT, plus);
        assertThat(zoom(studio)).as("by %s", plus).isEqualTo("150 %");
        studio.push(KeyCode.SHORTCUT, KeyCode.DIGIT1);
        studio.push(KeyCode.SHORTCUT, KeyCode.SHIFT, plus);
        assertThat(zoom(studio)).as("by %s with Shift", plus).isEqualTo("150 %");
        studio.push(KeyCode.SHORTCUT, KeyCode.SUBTRACT);
        assertThat(zoom(studio)).isEqualTo("100 %");
      }
      assertThat(StudioHarness.pixels(studio.waitUntilStill()))
          .isEqualTo(StudioHarness.pixels(result));

      studio.push(KeyCode.S);
      assertThat(studio.<ToggleButton>find("segment-SPLIT").isSelected()).isTrue();
      BufferedImage split = studio.waitUntilStill();
      int middle = split.getWidth() / 2;
      assertThat(columnsEqual(split, result, middle, split.getWidth())).isTrue();
      assertThat(columnsEqual(split, result, 0, middle)).isFalse();
      studio.push(KeyCode.R);
      assertThat(StudioHarness.pixels(studio.waitUntilStill()))
          .isEqualTo(StudioHarness.pixels(result));

      studio.push(KeyCode.F4);
      StudioHarness.waitUntil("the inspector is hidden", () -> !studio.isShown("inspector"));
    }
  }

  @Test
  void lettersTypedIntoAFieldDoNotChangeTheView() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      TextField number = studio.find("realness-number");
      studio.interact(number::requestFocus);
      studio.push(KeyCode.S);
      assertThat(studio.<ToggleButton>find("segment-NONE").isSelected()).isTrue();
      studio.interact(() -> number.setText("0,25"));
      studio.push(KeyCode.ENTER);
      assertThat(studio.<Slider>find("realness-slider").getValue()).isEqualTo(0.25);
    }
  }

  @Test
  void brushPaintsAndUndoBringsEveryPixelBack() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      setRealness(studio, 0);
      BufferedImage before = studio.waitUntilStill();
      focusPhoto(studio);
      studio.push(KeyCode.B);
      Node view = studio.stage().getScene().getRoot().lookup(".photo-view");
      studio.moveTo(view).press(MouseButton.PRIMARY).moveBy(50, 20).release(MouseButton.PRIMARY);
      StudioHarness.waitUntil(
          "a stroke can be taken back", () -> !studio.<Button>find("brush-undo").isDisabled());
      studio.push(KeyCode.B);
      BufferedImage painted = studio.waitUntilStill();
      assertThat(StudioHarness.pixels(painted)).isNotEqualTo(StudioHarness.pixels(before));
      studio.push(KeyCode.SHORTCUT, KeyCode.Z);
      assertThat(StudioHarness.pixels(studio.waitUntilStill()))
          .isEqualTo(StudioHarness.pixels(before));
    }
  }

  @Test
  void aSavedMaskBringsEveryPixelBack() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      setRealness(studio, 0.4);
      BufferedImage plain = studio.waitUntilStill();
      focusPhoto(studio);
      studio.push(KeyCode.B);
      Node view = studio.stage().getScene().getRoot().lookup(".photo-view");
      studio.moveTo(view).press(MouseButton.PRIMARY).moveBy(60, 30).release(MouseButton.PRIMARY);
      studio.push(KeyCode.B);
      studio.moveTo("#realness-slider");
      BufferedImage painted = studio.waitUntilStill();
      assertThat(StudioHarness.pixels(painted)).isNotEqualTo(StudioHarness.pixels(plain));

      Path mask = home.resolve("mask.png");
      studio.saveMask(mask);
      StudioHarness.waitUntil("the mask is saved", () -> Files.exists(mask));
      studio.interact(() -> studio.<Button>find("brush-clear").fire());
      assertThat(StudioHarness.pixels(studio.waitUntilStill()))
          .isEqualTo(StudioHarness.pixels(plain));

      studio.loadMask(mask);
      StudioHarness.waitUntil(
          "the mask is loaded", () -> !studio.<Button>find("brush-clear").isDisabled());
      BufferedImage again = studio.waitUntilStill();
      // The file has 256 steps.
      assertThat(largestDifference(again, painted)).isLessThanOrEqualTo(2);

      Path poem = Files.writeString(home.resolve("poem.png"), "no picture");
      studio.loadMask(poem);
      StudioHarness.dialog("problem-dialog");
      assertThat(StudioHarness.pixels(studio.waitUntilStill()))
          .isEqualTo(StudioHarness.pixels(again));
    }
  }

  @Test
  void aMaskOfAnotherShapeIsRefusedWithTheReason() throws Exception {
    Path square = home.resolve("square.png");
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY), "png", square.toFile());
    try (StudioHarness studio = openPhoto()) {
      studio.loadMask(square);
      DialogPane said = (DialogPane) StudioHarness.dialog("problem-dialog");
      assertThat(said.getContentText())
          .contains("20x20")
          .contains("must have the shape of " + WIDTH + "x" + HEIGHT);
      assertThat(studio.<Button>find("brush-clear").isDisabled()).isTrue();
    }
  }

  @Test
  void pinsBringSettingsBackAndCompare() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      focusPhoto(studio);
      setRealness(studio, 0.1);
      BufferedImage first = studio.waitUntilStill();
      studio.push(KeyCode.P);
      setRealness(studio, 0.9);
      BufferedImage second = studio.waitUntilStill();
      studio.push(KeyCode.P);
      Slider slider = studio.find("realness-slider");
      studio.push(KeyCode.X);
      assertThat(slider.getValue()).isEqualTo(0.1);
      studio.push(KeyCode.X);
      assertThat(slider.getValue()).isEqualTo(0.9);

      studio.interact(() -> studio.<ToggleButton>find("variant-compare-A").fire());
      BufferedImage both = studio.waitUntilStill();
      int middle = both.getWidth() / 2;
      assertThat(columnsEqual(both, first, 0, middle)).as("left of the divider").isTrue();
      assertThat(columnsEqual(both, second, middle, both.getWidth())).as("right of it").isTrue();
    }
  }

  @Test
  void theKeyboardStaysOnThePinItWorksOn() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      focusPhoto(studio);
      studio.push(KeyCode.P);
      setRealness(studio, 0.9);
      focusPhoto(studio);
      studio.push(KeyCode.P);
      Node compare = studio.find("variant-compare-A");
      studio.interact(compare::requestFocus);
      studio.push(KeyCode.SPACE);
      assertThat(studio.<ToggleButton>find("variant-compare-A").isSelected()).isTrue();
      assertThat(compare.isFocused()).isTrue();
      studio.interact(() -> studio.find("variant-remove-A").requestFocus());
      studio.push(KeyCode.SPACE);
      assertThat(studio.isShown("variant-A")).isFalse();
      assertThat(studio.find("variant-B").isFocused()).isTrue();
    }
  }

  @Test
  void savesWithTheModelItWasAskedFor() throws Exception {
    Path saved = home.resolve("saved.png");
    try (StudioHarness studio = openPhoto()) {
      setRealness(studio, 1);
      studio.interact(() -> studio.<Button>find("export").fire());
      Parent dialog = StudioHarness.dialog("export-dialog");
      studio.interact(() -> ((TextField) dialog.lookup("#export-name")).setText("saved.png"));
      ComboBox<?> models = studio.find("model-choice");
      studio.interact(() -> selectOther(models));
      StudioHarness.waitUntil(
          "the other model is in use",
          () ->
              Files.readString(home.resolve("settings.json")).contains("\"model\" : \"tiny-")
                  && !Files.readString(home.resolve("settings.json"))
                      .contains("\"model\" : \"" + MODEL));
      studio.interact(() -> ((Button) dialog.lookup("#export-save")).fire());
      StudioHarness.waitUntil(
          "the file is saved",
          () -> studio.<Label>find("export-status").getText().startsWith("Saved"));
    }
    assertThat(largestDifference(ImageIO.read(saved.toFile()), enlarged(1)))
        .isLessThanOrEqualTo(STEP);
  }

  private static <T> void selectOther(ComboBox<T> models) {
    T present = models.getValue();
    models.setValue(
        models.getItems().stream().filter(each -> !each.equals(present)).findFirst().orElseThrow());
  }

  @Test
  void aPhotoClosedInTheStripLeavesNothingInMemory() throws Exception {
    Path other = home.resolve("valleys.png");
    TestPhotos.writeGradient(other, WIDTH, HEIGHT - 1);
    try (StudioHarness studio = openPhoto()) {
      Label memory = studio.find("status-memory");
      StudioHarness.waitUntil("tiles are kept", () -> !memory.getText().startsWith("0"));
      String one = StudioHarness.call(memory::getText);
      studio.open(other);
      StudioHarness.waitUntil("tiles of both are kept", () -> !memory.getText().equals(one));
      studio.waitUntilSharp();
      studio.clickOn(
          studio.stage().getScene().getRoot().lookupAll(".film-cell").stream()
              .filter(cell -> "hills.png".equals(cell.getAccessibleText()))
              .findFirst()
              .orElseThrow(),
          MouseButton.MIDDLE);
      StudioHarness.waitUntil("only one photo's are", () -> memory.getText().equals(one));
    }
  }

  @Test
  void replacesAFileOnlyAfterAsking() throws Exception {
    Path there = home.resolve("there.png");
    Files.writeString(there, "precious");
    try (StudioHarness studio = openPhoto()) {
      studio.interact(() -> studio.<Button>find("export").fire());
      Parent dialog = StudioHarness.dialog("export-dialog");
      studio.interact(() -> ((TextField) dialog.lookup("#export-name")).setText("there.png"));
      Platform.runLater(() -> ((Button) dialog.lookup("#export-save")).fire());
      StudioHarness.dialog("confirm-dialog");
      studio.push(KeyCode.ESCAPE);
      assertThat(there).hasContent("precious");
      Platform.runLater(() -> ((Button) dialog.lookup("#export-save")).fire());
      Window question = StudioHarness.dialog("confirm-dialog").getScene().getWindow();
      studio.push(KeyCode.ENTER);
      StudioHarness.waitUntil("it is answered", () -> !question.isShowing());
      assertThat(there).as("enter does not replace it").hasContent("precious");

      studio.interact(() -> ((TextField) dialog.lookup("#export-name")).setText("hills.png"));
      SoftAssertions soft = new SoftAssertions();
      soft.assertThat(((Label) dialog.lookup("#export-problem")).getText()).contains("original");
      soft.assertThat(dialog.lookup("#export-save").isDisabled()).isTrue();
      soft.assertAll();
    }
  }

  @Test
  void closingWhileSavingAsksAndLeavesNoHalfFile() throws Exception {
    Path large = home.resolve("large.png");
    TestPhotos.writeGradient(large, 2400, 1600);
    Path target = home.resolve("result.png");
    try (StudioHarness studio = openPhoto()) {
      studio.open(large);
      StudioHarness.waitUntil(
          "the large photo is shown",
          () -> studio.<Label>find("status-photo").getText().contains("2400"));
      studio.interact(() -> studio.<Button>find("export").fire());
      Parent dialog = StudioHarness.dialog("export-dialog");
      studio.interact(() -> ((TextField) dialog.lookup("#export-name")).setText("result.png"));
      studio.interact(() -> ((Button) dialog.lookup("#export-save")).fire());
      StudioHarness.waitUntil("it is being saved", () -> studio.isShown("export-status"));

      closeWindow(studio);
      StudioHarness.dialog("confirm-dialog");
      studio.push(KeyCode.ESCAPE);
      assertThat(studio.stage().isShowing()).isTrue();

      closeWindow(studio);
      DialogPane question = (DialogPane) StudioHarness.dialog("confirm-dialog");
      Platform.runLater(
          () -> ((Button) question.lookupButton(question.getButtonTypes().get(0))).fire());
      StudioHarness.waitUntil("the window is closed", () -> !studio.stage().isShowing());
      StudioHarness.waitUntil("saving has cleaned up", () -> filesNamed("result").isEmpty());
    }
    assertThat(target).doesNotExist();
  }

  private static void closeWindow(StudioHarness studio) {
    // Asking waits for the answer, so this must not be waited for.
    Platform.runLater(
        () ->
            studio
                .stage()
                .getOnCloseRequest()
                .handle(new WindowEvent(studio.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
  }

  private List<Path> filesNamed(String part) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).toList();
    }
  }

  @Test
  void unreadablePhotoSaysWhyAndTheRestGoesOn() throws Exception {
    Path broken = home.resolve("broken.jpg");
    Files.writeString(broken, "no photo");
    try (StudioHarness studio = StudioHarness.start(home, StudioHarness.TINY_MODELS, 1200, 800)) {
      studio.open(broken, photo);
      StudioHarness.waitUntil("the problem is shown", () -> studio.isShown("photo-problem"));
      assertThat(studio.<Label>find("photo-problem-reason").getText()).contains("broken.jpg");
      studio.push(KeyCode.PAGE_DOWN);
      StudioHarness.waitUntil("the other photo is shown", () -> studio.isShown("agreement"));
    }
  }

  @Test
  void aPhotoOpenedAgainIsReadAgainIfItFailedOrWasWrittenAnew() throws Exception {
    Path mended = Files.writeString(home.resolve("mended.png"), "no photo");
    try (StudioHarness studio = StudioHarness.start(home, StudioHarness.TINY_MODELS, 1200, 800)) {
      studio.open(mended);
      StudioHarness.waitUntil("the problem is shown", () -> studio.isShown("photo-problem"));
      TestPhotos.writeGradient(mended, WIDTH, HEIGHT);
      studio.open(mended);
      StudioHarness.waitUntil("the photo is shown", () -> studio.isShown("agreement"));
      TestPhotos.writeGradient(mended, WIDTH + 7, HEIGHT);
      studio.open(mended);
      Label size = studio.find("status-photo");
      StudioHarness.waitUntil(
          "the new pixels are shown", () -> size.getText().contains(String.valueOf(WIDTH + 7)));
    }
  }

  @Test
  void aPhotoThatCouldNotBeReadCanBeTriedAgain() throws Exception {
    Path mended = Files.writeString(home.resolve("mended.png"), "no photo");
    try (StudioHarness studio = StudioHarness.start(home, StudioHarness.TINY_MODELS, 1200, 800)) {
      studio.open(mended);
      StudioHarness.waitUntil("the problem is shown", () -> studio.isShown("photo-problem"));
      TestPhotos.writeGradient(mended, WIDTH, HEIGHT);
      studio.interact(() -> studio.<Button>find("photo-problem-again").fire());
      StudioHarness.waitUntil("the photo is shown", () -> studio.isShown("agreement"));
    }
  }

  @Test
  void whatIsPaintedIsLostOnlyAfterAsking() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      focusPhoto(studio);
      studio.push(KeyCode.B);
      Node view = studio.stage().getScene().getRoot().lookup(".photo-view");
      studio.moveTo(view).press(MouseButton.PRIMARY).moveBy(50, 20).release(MouseButton.PRIMARY);
      StudioHarness.waitUntil(
          "something is painted", () -> !studio.<Button>find("brush-clear").isDisabled());
      closeWindow(studio);
      StudioHarness.dialog("confirm-dialog");
      studio.push(KeyCode.ESCAPE);
      assertThat(studio.stage().isShowing()).isTrue();
      assertThat(studio.<Button>find("brush-clear").isDisabled()).isFalse();
    }
  }

  @Test
  void withoutAModelPhotosAreStillShown() throws Exception {
    Path empty = Files.createDirectory(home.resolve("no-models"));
    try (StudioHarness studio = StudioHarness.start(home, empty, 1200, 800)) {
      studio.open(photo);
      StudioHarness.waitUntil(
          "the photo is shown", () -> !studio.find("brush-toggle").isDisabled());
      assertThat(studio.isShown("agreement")).isFalse();
      assertThat(studio.<Label>find("model-problem").getText())
          .contains("There is no model", "Import");
      // Where it is seen without the inspector too.
      assertThat(studio.isShown("notice")).isTrue();
      assertThat(studio.waitUntilStill().getWidth()).isGreaterThan(WIDTH * SCALE);
    }
  }

  @Test
  void pastesAPictureAndRemembersTheWindow() throws Exception {
    try (StudioHarness studio = StudioHarness.start(home, StudioHarness.TINY_MODELS, 1100, 700)) {
      studio.interact(
          () -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(new WritableImage(40, 30));
            Clipboard.getSystemClipboard().setContent(content);
          });
      studio.push(KeyCode.SHORTCUT, KeyCode.V);
      StudioHarness.waitUntil("the picture is shown", () -> studio.isShown("agreement"));
      assertThat(studio.stage().getTitle()).startsWith("Pasted 1.png");
    }
    assertThat(Files.readString(home.resolve("settings.json"))).contains("\"width\" : 1100.0");
  }

  @Test
  void anUnexpectedFailureReachesADialogAndTheRestGoesOn() throws Exception {
    try (StudioHarness studio = openPhoto()) {
      Platform.runLater(
          () -> {
            throw new IllegalStateException("made for this test");
          });
      Parent dialog = StudioHarness.dialog("defect-dialog");
      List<Node> labels = List.copyOf(dialog.lookupAll(".label"));
      assertThat(labels)
          .anyMatch(
              node ->
                  node instanceof Label label && label.getText().contains("made for this test"));
      studio.push(KeyCode.ESCAPE);
      setRealness(studio, 0.7);
      assertThat(largestDifference(centre(studio.waitUntilStill()), enlarged(0.7)))
          .isLessThanOrEqualTo(STEP);
    }
  }

  private void export(StudioHarness studio, Path target) {
    studio.interact(() -> studio.<Button>find("export").fire());
    Parent dialog = StudioHarness.dialog("export-dialog");
    studio.interact(
        () ->
            ((TextField) dialog.lookup("#export-name"))
                .setText(String.valueOf(target.getFileName())));
    studio.interact(() -> ((Button) dialog.lookup("#export-save")).fire());
    StudioHarness.waitUntil(
        "the file is saved",
        () -> studio.<Label>find("export-status").getText().startsWith("Saved"));
  }

  private static void setRealness(StudioHarness studio, double realness) {
    studio.interact(() -> studio.<Slider>find("realness-slider").setValue(realness));
  }

  private static void focusPhoto(StudioHarness studio) {
    studio.interact(() -> studio.stage().getScene().getRoot().lookup(".photo-view").requestFocus());
  }

  private static String zoom(StudioHarness studio) {
    return StudioHarness.call(() -> studio.<Button>find("zoom-percent").getText());
  }

  /** The photo enlarged by the engine as a whole. */
  private BufferedImage enlarged(double realness) throws Exception {
    RgbImage image = PhotoReader.read(photo, ReadLimits.DEFAULT);
    ModelLibrary library = new ModelLibrary(List.of(StudioHarness.TINY_MODELS));
    BufferedImage result =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    float[] t = new float[WIDTH * SCALE];
    java.util.Arrays.fill(t, (float) realness);
    float[] row = new float[WIDTH * SCALE];
    try (ModelRunner runner =
            ModelRunner.load(library.open(MODEL), DeviceChoice.PROCESSOR, 0, notice -> {});
        BasisPlanes planes =
            new TileUpscaler(runner)
                .upscale(image, new TileGrid(WIDTH, HEIGHT, 512, 0).tile(0, 0))) {
      BasisBlender blender = new BasisBlender(WIDTH * SCALE);
      for (int y = 0; y < HEIGHT * SCALE; y++) {
        for (int channel = 0; channel < 3; channel++) {
          blender.blendRow(planes, channel, y, t, row, 0);
          for (int x = 0; x < row.length; x++) {
            int value = Math.round(row[x] * 255) << 16 - 8 * channel;
            result.setRGB(x, y, result.getRGB(x, y) & 0xffffff | value);
          }
        }
      }
    }
    return result;
  }

  /** The part of the window the whole result is in, at 100 %. */
  private static BufferedImage centre(BufferedImage window) {
    int x = (window.getWidth() - WIDTH * SCALE) / 2;
    int y = (window.getHeight() - HEIGHT * SCALE) / 2;
    return window.getSubimage(x, y, WIDTH * SCALE, HEIGHT * SCALE);
  }

  private static int largestDifference(BufferedImage a, BufferedImage b) {
    assertThat(a.getWidth()).isEqualTo(b.getWidth());
    assertThat(a.getHeight()).isEqualTo(b.getHeight());
    int largest = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference = (a.getRGB(x, y) >> shift & 0xff) - (b.getRGB(x, y) >> shift & 0xff);
          largest = Math.max(largest, Math.abs(difference));
        }
      }
    }
    return largest;
  }

  private static boolean columnsEqual(BufferedImage a, BufferedImage b, int from, int to) {
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        if (a.getRGB(x, y) != b.getRGB(x, y)) {
          return false;
        }
      }
    }
    return true;
  }
}
