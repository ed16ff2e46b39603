package org.ctsr.app.viewer;

import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import org.jspecify.annotations.Nullable;

/**
 * Turns mouse and keyboard over the photo into commands of its model: drag or arrow keys move, the
 * wheel zooms at the pointer, double click switches between fit and 100 %, and a brush paints.
 */
final class PhotoGestures {
  /** Zoom of one notch of a wheel (40 units). */
  private static final double ZOOM_PER_UNIT = Math.pow(2, 1 / 160.0);

  private static final double ARROW_STEP = 80;
  private static final double DIVIDER_REACH = 8;
  private static final double BRUSH_STEP = 1.2;

  private final PhotoView view;
  private final ViewerViewModel model;
  private final BrushCursor brush;
  private @Nullable Point2D dragFrom;
  private boolean draggingDivider;
  private boolean painting;
  private boolean spaceHeld;

  /** Whether the key that types the next character has changed the brush already. */
  private boolean brushResized;

  PhotoGestures(PhotoView view, ViewerViewModel model, BrushCursor brush) {
    this.view = view;
    this.model = model;
    this.brush = brush;
  }

  /** Begins to hear. */
  void listen() {
    view.setOnScroll(this::onScroll);
    view.setOnZoom(this::onPinch);
    view.setOnMousePressed(this::onPressed);
    view.setOnMouseDragged(this::onDragged);
    view.setOnMouseReleased(this::onReleased);
    view.setOnMouseMoved(this::onMoved);
    view.setOnMouseExited(event -> brush.hide());
    view.setOnKeyPressed(this::onKeyPressed);
    view.setOnKeyReleased(this::onKeyReleased);
    view.setOnKeyTyped(this::onKeyTyped);
    view.focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                // Whoever has the focus hears that the key is released.
                spaceHeld = false;
              }
            });
  }

  private void onScroll(ScrollEvent event) {
    double units = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
    if (event.isShiftDown()) {
      model.placement().panBy(units * view.scale(), 0);
    } else {
      model
          .placement()
          .zoomBy(
              Math.pow(ZOOM_PER_UNIT, units),
              event.getX() * view.scale(),
              event.getY() * view.scale());
    }
    event.consume();
  }

  private void onPinch(ZoomEvent event) {
    model
        .placement()
        .zoomBy(event.getZoomFactor(), event.getX() * view.scale(), event.getY() * view.scale());
    event.consume();
  }

  private void onPressed(MouseEvent event) {
    view.requestFocus();
    Point2D at = new Point2D(event.getX(), event.getY());
    dragFrom = at;
    boolean moves = event.getButton() == MouseButton.MIDDLE || spaceHeld;
    if (event.getButton() != MouseButton.PRIMARY && !moves) {
      dragFrom = null;
    } else if (!moves && isAtDivider(event.getX())) {
      draggingDivider = true;
    } else if (!moves && model.painting().activeProperty().get()) {
      painting = true;
      model.painting().beginStroke(at.getX() * view.scale(), at.getY() * view.scale());
    } else if (event.getClickCount() == 2 && !moves) {
      toggleZoom(event);
    } else {
      view.setCursor(Cursor.CLOSED_HAND);
    }
    event.consume();
  }

  private void toggleZoom(MouseEvent event) {
    if (model.placement().fittedProperty().get()) {
      model.placement().zoomTo(1, event.getX() * view.scale(), event.getY() * view.scale());
    } else {
      model.placement().fit();
    }
  }

  private boolean isAtDivider(double x) {
    return model.compareModeProperty().get() == CompareMode.SPLIT
        && model.photoProperty().get() != null
        && Math.abs(x - view.dividerX()) <= DIVIDER_REACH;
  }

  private void onDragged(MouseEvent event) {
    Point2D from = dragFrom;
    if (from == null) {
      return;
    }
    Point2D to = new Point2D(event.getX(), event.getY());
    if (draggingDivider) {
      model.splitPositionProperty().set(Math.max(0, Math.min(1, to.getX() / view.getWidth())));
    } else if (painting) {
      model
          .painting()
          .strokeTo(
              from.getX() * view.scale(),
              from.getY() * view.scale(),
              to.getX() * view.scale(),
              to.getY() * view.scale());
      brush.showAt(to);
    } else {
      model
          .placement()
          .panBy(
              (to.getX() - from.getX()) * view.scale(), (to.getY() - from.getY()) * view.scale());
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
    boolean paints = model.painting().activeProperty().get() && !spaceHeld;
    if (isAtDivider(event.getX())) {
      view.setCursor(Cursor.H_RESIZE);
      brush.hide();
    } else if (paints) {
      view.setCursor(Cursor.NONE);
      brush.showAt(new Point2D(event.getX(), event.getY()));
    } else {
      view.setCursor(model.photoProperty().get() == null ? Cursor.DEFAULT : Cursor.OPEN_HAND);
      brush.hide();
    }
  }

  private void onKeyPressed(KeyEvent event) {
    brushResized = false;
    if (event.isShortcutDown() || event.isAltDown() || event.isMetaDown()) {
      return;
    }
    double step = ARROW_STEP * view.scale();
    boolean used = true;
    switch (event.getCode()) {
      case LEFT -> model.placement().panBy(step, 0);
      case RIGHT -> model.placement().panBy(-step, 0);
      case UP -> model.placement().panBy(0, step);
      case DOWN -> model.placement().panBy(0, -step);
      case PLUS, ADD, EQUALS -> model.placement().zoomIn();
      case MINUS, SUBTRACT -> model.placement().zoomOut();
      case F -> model.placement().fit();
      case COMMA -> moveDivider(-0.02);
      case PERIOD -> moveDivider(0.02);
      case OPEN_BRACKET, CLOSE_BRACKET -> {
        resizeBrush(event.getCode() == KeyCode.CLOSE_BRACKET);
        brushResized = true;
      }
      case SPACE -> spaceHeld = true;
      default -> used = false;
    }
    if (used) {
      event.consume();
    }
  }

  private void onKeyReleased(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE) {
      spaceHeld = false;
      event.consume();
    }
  }

  /** Many keyboards have brackets with AltGr on the keys of digits only, which report those. */
  private void onKeyTyped(KeyEvent event) {
    // AltGr is reported as Ctrl and Alt, as Alt, or not at all.
    boolean command = event.isMetaDown() || event.isControlDown() && !event.isAltDown();
    boolean larger = event.getCharacter().equals("]");
    if (!brushResized && !command && (larger || event.getCharacter().equals("["))) {
      resizeBrush(larger);
      event.consume();
    }
  }

  private void moveDivider(double by) {
    model
        .splitPositionProperty()
        .set(Math.max(0, Math.min(1, model.splitPositionProperty().get() + by)));
  }

  private void resizeBrush(boolean larger) {
    double factor = larger ? BRUSH_STEP : 1 / BRUSH_STEP;
    model
        .painting()
        .radiusProperty()
        .set(Math.max(2, Math.min(600, model.painting().radiusProperty().get() * factor)));
  }
}
