package org.ctsr.app.viewer;

import java.nio.IntBuffer;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Shows the frames of a {@link ViewerViewModel}, pixel for pixel, and obeys mouse and keyboard.
 *
 * <p>Style classes: {@code photo-view}, {@code split-divider}, {@code split-handle}, {@code
 * side-label}, {@code brush-cursor}.
 */
public final class PhotoView extends Region {
  private static final ResourceBundle TEXT =
      ResourceBundle.getBundle("org.ctsr.app.viewer.messages");

  private final ViewerViewModel model;
  private final ImageView picture = new ImageView();
  private final Rectangle divider = new Rectangle(2, 1);
  private final Circle handle = new Circle(11);
  private final Label handleArrows = new Label("\u2039 \u203a");
  private final Label beforeLabel = new Label(TEXT.getString("before"));
  private final Label afterLabel = new Label(TEXT.getString("after"));
  private final Label previewLabel = new Label();
  private final BrushCursor brush;

  private Consumer<Frame> onPresented = frame -> {};
  private @Nullable Frame waiting;
  private int tilesDone = -1;
  private int tilesTotal = -1;

  /** Where the frame on the screen is split, share of the width. */
  private double split = 0.5;

  /** A view of a model; the model's window size follows it. */
  public PhotoView(ViewerViewModel model) {
    this.model = model;
    brush = new BrushCursor(model, this::scale);
    getStyleClass().add("photo-view");
    setFocusTraversable(true);
    setAccessibleText(TEXT.getString("photo.accessible"));
    setMinSize(80, 80);
    picture.setManaged(false);
    picture.setSmooth(false);
    picture.setMouseTransparent(true);
    divider.getStyleClass().add("split-divider");
    handle.getStyleClass().add("split-handle");
    handleArrows.getStyleClass().add("split-handle-arrows");
    beforeLabel.getStyleClass().add("side-label");
    afterLabel.getStyleClass().add("side-label");
    previewLabel.getStyleClass().add("side-label");
    for (var node :
        new javafx.scene.Node[] {
          divider, handle, handleArrows, beforeLabel, afterLabel, previewLabel
        }) {
      node.setManaged(false);
      node.setMouseTransparent(true);
      node.setVisible(false);
    }
    getChildren()
        .addAll(
            picture, divider, handle, handleArrows, beforeLabel, afterLabel, previewLabel, brush);
    getStylesheets()
        .add(String.valueOf(PhotoView.class.getResource("/org/ctsr/app/viewer/viewer.css")));
    bind();
    new PhotoGestures(this, model, brush).listen();
  }

  private void bind() {
    model.compareModeProperty().addListener(observable -> requestLayout());
    model.holdOriginalProperty().addListener(observable -> requestLayout());
    model
        .comparedProperty()
        .addListener(
            (observable, old, now) -> {
              beforeLabel.setText(TEXT.getString(now == null ? "before" : "variant"));
              requestLayout();
            });
    model.photoProperty().addListener((observable, old, now) -> onPhoto(now));
    model.statusProperty().addListener((observable, old, now) -> showPreview(now));
    sceneProperty()
        .addListener(
            (observable, old, now) -> {
              if (now != null) {
                watchScale(now);
              }
            });
    model.setFrames(frame -> Platform.runLater(() -> show(frame)));
  }

  private void watchScale(Scene scene) {
    Window window = scene.getWindow();
    if (window == null) {
      scene.windowProperty().addListener((observable, old, now) -> onWindow(now));
    } else {
      onWindow(window);
    }
  }

  private void onWindow(@Nullable Window window) {
    if (window != null) {
      window.renderScaleXProperty().addListener(observable -> requestLayout());
    }
    requestLayout();
  }

  private void onPhoto(@Nullable PhotoSession now) {
    if (now == null) {
      picture.setImage(null);
    }
    requestLayout();
  }

  /** Says that what is in the window is not final yet, and how far it is. */
  private void showPreview(RenderStatus status) {
    boolean provisional = status.provisionalTiles() > 0 && model.photoProperty().get() != null;
    if (provisional && (status.tilesDone() != tilesDone || status.tilesTotal() != tilesTotal)) {
      tilesDone = status.tilesDone();
      tilesTotal = status.tilesTotal();
      previewLabel.setText(MessageFormat.format(TEXT.getString("preview"), tilesDone, tilesTotal));
      placePreview();
    }
    if (provisional != previewLabel.isVisible()) {
      requestLayout();
    }
  }

  /** Hears of every frame when it is on the screen; for measuring. */
  void setOnPresented(Consumer<Frame> listener) {
    onPresented = listener;
  }

  /** Screen pixels for one of the window. */
  double scale() {
    Scene scene = getScene();
    Window window = scene == null ? null : scene.getWindow();
    return window == null ? 1 : window.getRenderScaleX();
  }

  // ---- frames

  private void show(Frame frame) {
    if (model.photoProperty().get() == null) {
      frame.presented();
      return;
    }
    FrameBuffer buffer = frame.buffer();
    WritableImage image = (WritableImage) buffer.image();
    if (image == null) {
      PixelBuffer<IntBuffer> pixels =
          new PixelBuffer<>(
              buffer.width(),
              buffer.height(),
              IntBuffer.wrap(buffer.pixels()),
              PixelFormat.getIntArgbPreInstance());
      image = new DisplayImage(pixels);
      buffer.setImage(image);
    }
    ((DisplayImage) image).pixels.updateBuffer(unused -> null);
    picture.setImage(image);
    picture.setFitWidth(buffer.width() / scale());
    picture.setFitHeight(buffer.height() / scale());
    if (frame.split() != split) {
      // With the picture and not before: one drawing of the window for both, and they agree.
      split = frame.split();
      placeDivider();
    }
    Scene scene = getScene();
    if (scene == null) {
      frame.presented();
      return;
    }
    waiting = frame;
    scene.addPostLayoutPulseListener(afterPulse);
    Platform.requestNextPulse();
  }

  private final Runnable afterPulse =
      () -> {
        Scene scene = getScene();
        if (scene != null) {
          scene.removePostLayoutPulseListener(this.afterPulse());
        }
        Frame frame = waiting;
        waiting = null;
        if (frame != null) {
          // After the pulse, when the window's renderer has taken the picture over.
          Platform.runLater(
              () -> {
                frame.presented();
                onPresented.accept(frame);
              });
        }
      };

  private Runnable afterPulse() {
    return afterPulse;
  }

  /** An image that knows its memory. */
  private static final class DisplayImage extends WritableImage {
    private final PixelBuffer<IntBuffer> pixels;

    DisplayImage(PixelBuffer<IntBuffer> pixels) {
      super(pixels);
      this.pixels = pixels;
    }
  }

  // ---- layout

  @Override
  protected void layoutChildren() {
    double scale = scale();
    model
        .placement()
        .setWindowSize(
            (int) Math.max(0, Math.round(getWidth() * scale)),
            (int) Math.max(0, Math.round(getHeight() * scale)));
    boolean photo = model.photoProperty().get() != null;
    CompareMode mode = model.compareModeProperty().get();
    boolean hold = model.holdOriginalProperty().get();
    boolean divided = photo && mode == CompareMode.SPLIT && !hold;
    divider.setVisible(divided);
    handle.setVisible(divided);
    handleArrows.setVisible(divided);
    handleArrows.autosize();
    placeDivider();
    boolean labels = photo && (mode != CompareMode.NONE || hold);
    beforeLabel.setVisible(labels);
    afterLabel.setVisible(labels && !hold);
    previewLabel.setVisible(photo && model.statusProperty().get().provisionalTiles() > 0);
    placePreview();
    beforeLabel.autosize();
    afterLabel.autosize();
    beforeLabel.relocate(12, 12);
    afterLabel.relocate(
        mode == CompareMode.SIDE_BY_SIDE
            ? getWidth() / 2 + 12
            : getWidth() - afterLabel.getWidth() - 12,
        12);
  }

  private void placePreview() {
    previewLabel.autosize();
    previewLabel.relocate(12, getHeight() - previewLabel.getHeight() - 12);
  }

  private void placeDivider() {
    double x = dividerX();
    divider.setX(x - divider.getWidth() / 2);
    divider.setHeight(getHeight());
    handle.setCenterX(x);
    handle.setCenterY(getHeight() / 2);
    handleArrows.relocate(
        x - handleArrows.getWidth() / 2, getHeight() / 2 - handleArrows.getHeight() / 2);
  }

  /** Where the divider is. */
  double dividerX() {
    return Math.round(split * getWidth());
  }

  @Override
  protected double computePrefWidth(double height) {
    return 800;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 600;
  }
}
