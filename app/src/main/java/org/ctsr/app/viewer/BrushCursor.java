package org.ctsr.app.viewer;

import java.util.function.DoubleSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.shape.Circle;

/** Two rings that show how far the brush reaches, and how far it covers wholly. */
final class BrushCursor extends Group {
  private final ViewerViewModel model;
  private final DoubleSupplier scale;
  private final Circle outer = new Circle();
  private final Circle inner = new Circle();

  /**
   * @param scale screen pixels for one of the window
   */
  BrushCursor(ViewerViewModel model, DoubleSupplier scale) {
    super();
    this.model = model;
    this.scale = scale;
    outer.getStyleClass().add("brush-cursor");
    inner.getStyleClass().add("brush-cursor-inner");
    getChildren().addAll(outer, inner);
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
    model.painting().activeProperty().addListener(observable -> hide());
    model.painting().radiusProperty().addListener(observable -> resize());
    model.painting().softnessProperty().addListener(observable -> resize());
  }

  /** Shows it where the pointer is, if there is something to paint on. */
  void showAt(Point2D at) {
    setVisible(model.painting().activeProperty().get() && model.photoProperty().get() != null);
    for (Circle ring : new Circle[] {outer, inner}) {
      ring.setCenterX(at.getX());
      ring.setCenterY(at.getY());
    }
    resize();
  }

  /** Shows it nowhere. */
  void hide() {
    setVisible(false);
  }

  private void resize() {
    double radius = model.painting().radiusProperty().get() / scale.getAsDouble();
    outer.setRadius(radius);
    inner.setRadius(radius * (1 - model.painting().softnessProperty().get()));
  }
}
