package org.ctsr.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.ctsr.app.Studio;
import org.ctsr.app.settings.AppPaths;
import org.ctsr.engine.model.ModelLibrary;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The whole program in a window nobody sees, with settings of its own. */
final class StudioHarness extends FxRobot implements AutoCloseable {
  /** Networks of a few kilobytes. */
  static final Path TINY_MODELS =
      Path.of(System.getProperty("ctsr.root"), "engine/src/test/resources/models");

  /** What is shipped. */
  static final Path REAL_MODELS = Path.of(System.getProperty("ctsr.root"), "models");

  /** A process of its own has to start in this time too, on a busy machine. */
  private static final int SECONDS = 300;

  /** Milliseconds between two looks. */
  private static final int PAUSE = 40;

  /** Looks that must be the same, some milliseconds apart. */
  private static final int STILL = 12;

  private final Stage stage;
  private final Studio studio;

  private StudioHarness(Stage stage, Studio studio) {
    this.stage = stage;
    this.studio = studio;
  }

  /**
   * Starts the program.
   *
   * @param home where settings and logs go
   * @param models folder of models
   * @param width of the window
   * @param height of the window
   */
  static StudioHarness start(Path home, Path models, int width, int height)
      throws TimeoutException {
    Stage stage = FxToolkit.registerPrimaryStage();
    Studio studio =
        call(
            () -> {
              Studio made =
                  new Studio(
                      stage,
                      new AppPaths(home),
                      new ModelLibrary(List.of(home.resolve("models"), models)),
                      address -> {
                        throw new AssertionError("nothing may be opened outside: " + address);
                      });
              made.show();
              stage.setX(0);
              stage.setY(0);
              stage.setWidth(width);
              stage.setHeight(height);
              return made;
            });
    WaitForAsyncUtils.waitForFxEvents();
    return new StudioHarness(stage, studio);
  }

  /** The window. */
  Stage stage() {
    return stage;
  }

  /** Does what a start without files does. */
  void welcome() {
    call(
        () -> {
          studio.welcome();
          return null;
        });
  }

  /** Opens files as the command line and dropping do. */
  void open(Path... files) {
    call(
        () -> {
          studio.open(List.of(files));
          return null;
        });
  }

  /** Adds files to the batch as dropping them on its window does. */
  void addToBatch(Path... files) {
    call(
        () -> {
          studio.addToBatch(List.of(files));
          return null;
        });
  }

  /** Adds files to the training wizard as dropping them on its window does. */
  void addToTraining(Path... files) {
    call(
        () -> {
          studio.addToTraining(List.of(files));
          return null;
        });
  }

  /** Takes a picture as the shown photo's mask, as after choosing it. */
  void loadMask(Path file) {
    call(
        () -> {
          studio.loadMask(file);
          return null;
        });
  }

  /** Saves the shown photo's mask, as after naming the file. */
  void saveMask(Path file) {
    call(
        () -> {
          studio.saveMask(file);
          return null;
        });
  }

  /** Imports a model as dropping its file on the manager does. */
  void importModel(Path file) {
    call(
        () -> {
          studio.importModel(file);
          return null;
        });
  }

  /** Runs something on the FX thread and waits for it. */
  static <T> T call(Callable<T> task) {
    if (Platform.isFxApplicationThread()) {
      try {
        return task.call();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    T result = WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(SECONDS), task);
    WaitForAsyncUtils.waitForFxEvents();
    return result;
  }

  /** Waits until something holds, asked on the FX thread. */
  static void waitUntil(String what, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          SECONDS,
          TimeUnit.SECONDS,
          () -> {
            Thread.sleep(PAUSE);
            return Platform.isFxApplicationThread()
                ? condition.call()
                : WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(SECONDS), condition);
          });
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain until " + what, e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** A node of the main window. */
  <N extends Node> N find(String id) {
    @SuppressWarnings("unchecked")
    N node = (N) stage.getScene().getRoot().lookup("#" + id);
    if (node == null) {
      throw new AssertionError("no node #" + id);
    }
    return node;
  }

  /** Whether a node of the main window is there and shown. */
  boolean isShown(String id) {
    Node node = stage.getScene().getRoot().lookup("#" + id);
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return node != null;
  }

  /** Waits until every tile in view is computed. */
  void waitUntilSharp() {
    waitUntil(
        "everything is computed",
        () ->
            stage.getScene().lookup("#status-activity") instanceof javafx.scene.control.Label label
                && label.getText().startsWith("Everything"));
  }

  /** The pixels of the photo as they are on the screen, 0xAARRGGBB. */
  BufferedImage photoPixels() {
    return call(() -> toBuffered(photoImage()));
  }

  private Image photoImage() {
    Parent view = (Parent) stage.getScene().getRoot().lookup(".photo-view");
    ImageView picture =
        (ImageView)
            view.getChildrenUnmodifiable().stream()
                .filter(ImageView.class::isInstance)
                .findFirst()
                .orElseThrow();
    return picture.getImage();
  }

  /** Waits until the photo on the screen has stopped changing. */
  BufferedImage waitUntilStill() {
    int[][] last = {new int[0]};
    int[] same = {0};
    waitUntil(
        "the photo stops changing",
        () -> {
          int[] now = stored(photoImage());
          same[0] = java.util.Arrays.equals(last[0], now) ? same[0] + 1 : 0;
          last[0] = now;
          return same[0] >= STILL;
        });
    return photoPixels();
  }

  /** Width and pixels as JavaFX keeps them, which needs no conversion: this is asked often. */
  private static int[] stored(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height + 1];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
    pixels[width * height] = width;
    return pixels;
  }

  /** All pixels, row after row. */
  static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** A node of another window. */
  static <N extends Node> N find(Parent window, String id) {
    @SuppressWarnings("unchecked")
    N node = (N) window.lookup("#" + id);
    if (node == null) {
      throw new AssertionError("no node #" + id);
    }
    return node;
  }

  /** Presses a button of another window once it can be pressed. */
  void press(Parent window, String id) {
    waitUntil(
        id + " can be pressed",
        () -> window.lookup("#" + id) instanceof Button button && !button.isDisabled());
    interact(() -> StudioHarness.<Button>find(window, id).fire());
  }

  /** Waits until a label of another window says something. */
  static void awaitText(Parent window, String id, String text) {
    waitUntil(
        id + " says " + text,
        () -> window.lookup("#" + id) instanceof Label label && label.getText().contains(text));
  }

  /** Waits until there are so many pictures, and none is empty. */
  static void awaitPictures(Parent window, String selector, int count) {
    waitUntil(
        "there are " + count + " pictures " + selector,
        () ->
            window.lookupAll(selector).stream()
                    .filter(node -> ((ImageView) node).getImage() != null)
                    .count()
                == count);
  }

  /** A dialog that is shown, found by the id of its pane. */
  static Parent dialog(String id) {
    waitUntil("dialog " + id + " is shown", () -> findDialog(id) != null);
    return call(() -> findDialog(id));
  }

  private static Parent findDialog(String id) {
    for (Window window : Window.getWindows()) {
      if (window.isShowing()
          && window.getScene() != null
          && id.equals(window.getScene().getRoot().getId())) {
        return window.getScene().getRoot();
      }
    }
    return null;
  }

  /** Writes a picture of the window to {@code target/screenshots}. */
  void screenshot(String name) throws IOException {
    screenshot(name, stage.getScene().getRoot());
  }

  /** Writes a picture of a node to {@code target/screenshots}. */
  static void screenshot(String name, Parent node) throws IOException {
    WaitForAsyncUtils.waitForFxEvents();
    BufferedImage image =
        call(
            () -> {
              node.applyCss();
              node.layout();
              SnapshotParameters parameters = new SnapshotParameters();
              parameters.setViewport(
                  new Rectangle2D(0, 0, node.getScene().getWidth(), node.getScene().getHeight()));
              WritableImage taken = node.snapshot(parameters, null);
              return toBuffered(taken);
            });
    Path folder = Path.of(System.getProperty("ctsr.root"), "target", "screenshots");
    Files.createDirectories(folder);
    ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
  }

  static BufferedImage toBuffered(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage buffered = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    buffered.setRGB(0, 0, width, height, pixels, 0, width);
    return buffered;
  }

  @Override
  public void close() throws TimeoutException {
    call(
        () -> {
          studio.close();
          return null;
        });
    // The network may be inside a tile; a process that ends meanwhile ends without destructors.
    waitUntil("the engine is closed", studio::hasEnded);
    FxToolkit.cleanupStages();
  }
}
