package org.ctsr.app.viewer;

import java.nio.IntBuffer;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Shows the frames of a {@link ViewerViewModel}, pixel for pixel, and turns mouse and keyboard into
 * its commands.
 *
 * <p>Drag or arrow keys move, the wheel zooms at the pointer, double click switches between fit and
 * 100 %. Style classes: {@code photo-view}, {@code split-divider}, {@code split-handle}, {@code
 * side-label}, {@code brush-cursor}.
 */
public final class PhotoView extends Region {
  private static final ResourceBundle TEXT =
      ResourceBundle.getBundle("org.ctsr.app.viewer.messages");

  /** Zoom of one notch of a wheel (40 units). */
  private static final double ZOOM_PER_UNIT = Math.pow(2, 1 / 160.0);

  private static final double ARROW_STEP = 80;
  private static final double DIVIDER_REACH = 8;

  private final ViewerViewModel model;
  private final ImageView picture = new ImageView();
  private final Rectangle divider = new Rectangle(2, 1);
  private final Circle handle = new Circle(11);
  private final Label handleArrows = new Label("\u2039 \u203a");
  private final Label beforeLabel = new Label(TEXT.getString("before"));
  private final Label afterLabel = new Label(TEXT.getString("after"));
  private final Label previewLabel = new Label();
  private final Circle brushOuter = new Circle();
  private final Circle brushInner = new Circle();

  private Consumer<Frame> onPresented = frame -> {};
  private @Nullable Frame waiting;
  private @Nullable Point2D dragFrom;
  private boolean draggingDivider;
  private boolean painting;
  private boolean spaceHeld;
  private boolean originalHeld;
  private int tilesDone = -1;
  private int tilesTotal = -1;

  /** Where the frame on the screen is split, share of the width. */
  private double split = 0.5;

  /** A view of a model; the model's window size follows it. */
  public PhotoView(ViewerViewModel model) {
    this.model = model;
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
    brushOuter.getStyleClass().add("brush-cursor");
    brushInner.getStyleClass().add("brush-cursor-inner");
    for (var node :
        new javafx.scene.Node[] {
          divider,
          handle,
          handleArrows,
          beforeLabel,
          afterLabel,
          previewLabel,
          brushOuter,
          brushInner
        }) {
      node.setManaged(false);
      node.setMouseTransparent(true);
      node.setVisible(false);
    }
    getChildren()
        .addAll(
            picture,
            divider,
            handle,
            handleArrows,
            beforeLabel,
            afterLabel,
            previewLabel,
            brushOuter,
            brushInner);
    getStylesheets()
        .add(String.valueOf(PhotoView.class.getResource("/org/ctsr/app/viewer/viewer.css")));
    bind();
    listen();
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
    model.painting().activeProperty().addListener(observable -> updateBrush(null));
    model.painting().radiusProperty().addListener(observable -> resizeBrush());
    model.painting().softnessProperty().addListener(observable -> resizeBrush());
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

  private double scale() {
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

  private double dividerX() {
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

  // ---- mouse and keyboard

  private void listen() {
    setOnScroll(this::onScroll);
    setOnZoom(this::onPinch);
    setOnMousePressed(this::onPressed);
    setOnMouseDragged(this::onDragged);
    setOnMouseReleased(this::onReleased);
    setOnMouseMoved(this::onMoved);
    setOnMouseExited(event -> updateBrush(null));
    setOnKeyPressed(this::onKeyPressed);
    setOnKeyReleased(this::onKeyReleased);
    focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                // Whoever has the focus hears that the keys are released.
                letGoOfKeys();
              }
            });
  }

  private void letGoOfKeys() {
    holdOriginal(false);
    spaceHeld = false;
  }

  private void holdOriginal(boolean held) {
    // Not if a button holds it, which takes the focus too.
    if (held != originalHeld) {
      originalHeld = held;
      model.holdOriginalProperty().set(held);
    }
  }

  private void onScroll(ScrollEvent event) {
    double units = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
    if (event.isShiftDown()) {
      model.placement().panBy(units * scale(), 0);
    } else {
      model
          .placement()
          .zoomBy(Math.pow(ZOOM_PER_UNIT, units), event.getX() * scale(), event.getY() * scale());
    }
    event.consume();
  }

  private void onPinch(ZoomEvent event) {
    model.placement().zoomBy(event.getZoomFactor(), event.getX() * scale(), event.getY() * scale());
    event.consume();
  }

  private void onPressed(MouseEvent event) {
    requestFocus();
    Point2D at = new Point2D(event.getX(), event.getY());
    dragFrom = at;
    boolean moves = event.getButton() == MouseButton.MIDDLE || spaceHeld;
    if (event.getButton() != MouseButton.PRIMARY && !moves) {
      dragFrom = null;
    } else if (!moves && isAtDivider(event.getX())) {
      draggingDivider = true;
    } else if (!moves && model.painting().activeProperty().get()) {
      painting = true;
      model.painting().beginStroke(at.getX() * scale(), at.getY() * scale());
    } else if (event.getClickCount() == 2 && !moves) {
      toggleZoom(event);
    } else {
      setCursor(Cursor.CLOSED_HAND);
    }
    event.consume();
  }

  private void toggleZoom(MouseEvent event) {
    if (model.placement().fittedProperty().get()) {
      model.placement().zoomTo(1, event.getX() * scale(), event.getY() * scale());
    } else {
      model.placement().fit();
    }
  }

  private boolean isAtDivider(double x) {
    return model.compareModeProperty().get() == CompareMode.SPLIT
        && model.photoProperty().get() != null
        && Math.abs(x - dividerX()) <= DIVIDER_REACH;
  }

  private void onDragged(MouseEvent event) {
    Point2D from = dragFrom;
    if (from == null) {
      return;
    }
    Point2D to = new Point2D(event.getX(), event.getY());
    if (draggingDivider) {
      model.splitPositionProperty().set(Math.max(0, Math.min(1, to.getX() / getWidth())));
    } else if (painting) {
      model
          .painting()
          .strokeTo(
              from.getX() * scale(),
              from.getY() * scale(),
              to.getX() * scale(),
              to.getY() * scale());
      updateBrush(to);
    } else {
      model
          .placement()
          .panBy((to.getX() - from.getX()) * scale(), (to.getY() - from.getY()) * scale());
    }
    dragFrom = to;
    event.consume();
  }

  private void onReleased(MouseEvent event) {
    if (painting) {
      model.painting().endStroke();
    }
    painting = false;
    draggingDivider = false;
    dragFrom = null;
    onMoved(event);
    event.consume();
  }

  private void onMoved(MouseEvent event) {
    boolean brush = model.painting().activeProperty().get() && !spaceHeld;
    if (isAtDivider(event.getX())) {
      setCursor(Cursor.H_RESIZE);
      updateBrush(null);
    } else if (brush) {
      setCursor(Cursor.NONE);
      updateBrush(new Point2D(event.getX(), event.getY()));
    } else {
      setCursor(model.photoProperty().get() == null ? Cursor.DEFAULT : Cursor.OPEN_HAND);
      updateBrush(null);
    }
  }

  private void updateBrush(@Nullable Point2D at) {
    boolean visible =
        at != null
            && model.painting().activeProperty().get()
            && model.photoProperty().get() != null;
    brushOuter.setVisible(visible);
    brushInner.setVisible(visible);
    if (at != null) {
      brushOuter.setCenterX(at.getX());
      brushOuter.setCenterY(at.getY());
      brushInner.setCenterX(at.getX());
      brushInner.setCenterY(at.getY());
      resizeBrush();
    }
  }

  private void resizeBrush() {
    double radius = model.painting().radiusProperty().get() / scale();
    brushOuter.setRadius(radius);
    brushInner.setRadius(radius * (1 - model.painting().softnessProperty().get()));
  }

  private void onKeyPressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || event.isMetaDown()) {
      return;
    }
    double step = ARROW_STEP * scale();
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> model.placement().panBy(step, 0);
      case RIGHT -> model.placement().panBy(-step, 0);
      case UP -> model.placement().panBy(0, step);
      case DOWN -> model.placement().panBy(0, -step);
      case PLUS, ADD, EQUALS -> model.placement().zoomIn();
      case MINUS, SUBTRACT -> model.placement().zoomOut();
      case DIGIT0, NUMPAD0, F -> model.placement().fit();
      case DIGIT1, NUMPAD1 -> model.placement().actualSize();
      case COMMA -> moveDivider(-0.02);
      case PERIOD -> moveDivider(0.02);
      case OPEN_BRACKET -> growBrush(1 / 1.2);
      case CLOSE_BRACKET -> growBrush(1.2);
      case O -> holdOriginal(true);
      case SPACE -> spaceHeld = true;
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  private void onKeyReleased(KeyEvent event) {
    switch (event.getCode()) {
      case O -> holdOriginal(false);
      case SPACE -> spaceHeld = false;
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void moveDivider(double by) {
    model
        .splitPositionProperty()
        .set(Math.max(0, Math.min(1, model.splitPositionProperty().get() + by)));
  }

  private void growBrush(double factor) {
    model
        .painting()
        .radiusProperty()
        .set(Math.max(2, Math.min(600, model.painting().radiusProperty().get() * factor)));
  }
}
