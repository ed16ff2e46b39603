package org.ctsr.app.viewer;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.Nullable;

/**
 * The brush, and what it has painted on the photo in the window: realness above or below the
 * slider's. Used on the window's thread.
 */
public final class Painting {
  private final ObjectProperty<@Nullable PhotoSession> photo;
  private final Placement placement;
  private final DoubleSupplier slider;
  private final Runnable changed;
  private final BiConsumer<RgbImage, Throwable> onFailure;

  private final BooleanProperty active = new SimpleBooleanProperty();
  private final DoubleProperty radius = new SimpleDoubleProperty(60);
  private final DoubleProperty strength = new SimpleDoubleProperty(0.5);
  private final DoubleProperty softness = new SimpleDoubleProperty(0.6);
  private final BooleanProperty erase = new SimpleBooleanProperty();

  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper painted = new ReadOnlyBooleanWrapper();
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

  /** The photo whose stroke is in progress; null between strokes. */
  private @Nullable PhotoSession stroked;

  /** Where the side begins that the stroke began in: it goes on there across the other one. */
  private double strokedSide;

  /**
   * @param slider realness where nothing is painted, in [0, 1]
   * @param changed told after each change of what is seen
   * @param onFailure told, on any thread, for which photo's mask memory could not be had, and why
   */
  Painting(
      ObjectProperty<@Nullable PhotoSession> photo,
      Placement placement,
      DoubleSupplier slider,
      Runnable changed,
      BiConsumer<RgbImage, Throwable> onFailure) {
    this.photo = photo;
    this.placement = placement;
    this.slider = slider;
    this.changed = changed;
    this.onFailure = onFailure;
    photo.addListener(
        observable -> {
          // Another photo may come while the button is down: the stroke ends where it was begun.
          closeStroke();
          prepareMask();
        });
    active.addListener(
        observable -> {
          prepareMask();
          changed.run();
        });
  }

  /** Whether dragging paints. */
  public BooleanProperty activeProperty() {
    return active;
  }

  /** Radius of the brush, screen pixels. */
  public DoubleProperty radiusProperty() {
    return radius;
  }

  /** Change of realness in the middle of the brush, in [-1, 1]. */
  public DoubleProperty strengthProperty() {
    return strength;
  }

  /** Share of the radius over which the brush fades, in [0, 1]. */
  public DoubleProperty softnessProperty() {
    return softness;
  }

  /** Whether the brush takes away what was painted. */
  public BooleanProperty eraseProperty() {
    return erase;
  }

  /** Whether a stroke can be taken back. */
  public ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  /** Whether a stroke can be repeated. */
  public ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }

  /** Whether something is painted. */
  public ReadOnlyBooleanProperty paintedProperty() {
    return painted.getReadOnlyProperty();
  }

  /** How often the mask of the photo in the window was changed; goes up with each change. */
  public ReadOnlyLongProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** Whether the tint is to be seen now. */
  boolean isTinted() {
    PhotoSession shown = photo.get();
    return active.get() && shown != null && shown.isPainted();
  }

  /** Takes the memory of a mask aside, so that the first stroke does not hold up the window. */
  private void prepareMask() {
    PhotoSession shown = photo.get();
    if (shown != null && active.get()) {
      CompletableFuture.runAsync(
              () -> {
                shown.prepareMask();
                RealnessMask.rehearse();
              })
          .exceptionally(
              failure -> {
                onFailure.accept(shown.photo().image(), failure);
                return null;
              });
    }
  }

  /** Starts painting at a window position, screen pixels. */
  public void beginStroke(double x, double y) {
    PhotoSession shown = photo.get();
    if (shown != null) {
      shown.mask().beginStroke();
      stroked = shown;
      strokedSide = placement.paneStart(x);
      strokeTo(x, y, x, y);
    }
  }

  /**
   * Paints along a line between window positions, screen pixels. Does nothing once the stroke has
   * ended, as it does when another photo is shown.
   */
  public void strokeTo(double fromX, double fromY, double toX, double toY) {
    PhotoSession shown = photo.get();
    Viewport view = placement.viewport();
    if (shown == null || shown != stroked || view == null) {
      return;
    }
    int width = placement.pictureWidth();
    int height = placement.pictureHeight();
    double zoom = placement.zoomProperty().get();
    RealnessMask.Brush brush =
        new RealnessMask.Brush(
            radius.get() / zoom / Math.max(width, height),
            strength.get(),
            softness.get(),
            erase.get());
    shown
        .mask()
        .strokeTo(
            view.pictureX(fromX - strokedSide) / width,
            view.pictureY(fromY) / height,
            view.pictureX(toX - strokedSide) / width,
            view.pictureY(toY) / height,
            brush);
    changes.set(changes.get() + 1);
    changed.run();
  }

  /** Ends the stroke. */
  public void endStroke() {
    if (stroked != null) {
      closeStroke();
      maskChanged();
    }
  }

  private void closeStroke() {
    PhotoSession session = stroked;
    stroked = null;
    if (session != null) {
      session.mask().endStroke();
    }
  }

  /** Takes the last step of painting back. */
  public void undo() {
    change(RealnessMask::undo);
  }

  /** Repeats the step that was taken back last. */
  public void redo() {
    change(RealnessMask::redo);
  }

  /** Takes away everything painted. */
  public void clear() {
    change(RealnessMask::clear);
  }

  /** Swaps raised and lowered places. */
  public void invert() {
    change(RealnessMask::invert);
  }

  /**
   * Takes realness as a photo's mask, also of one that is not shown.
   *
   * @param fitted what {@link RealnessMask#fit} gave
   */
  public void load(PhotoSession session, float[] fitted) {
    double middle =
        session == photo.get() || Double.isNaN(session.realness())
            ? slider.getAsDouble()
            : session.realness();
    if (session == stroked) {
      closeStroke();
    }
    session.mask().load(fitted, middle);
    if (session == photo.get()) {
      changes.set(changes.get() + 1);
    }
    maskChanged();
  }

  /** What is painted, in memory of its own; null if nothing is. */
  public float @Nullable [] copy() {
    PhotoSession shown = photo.get();
    return shown == null || !shown.isPainted() ? null : shown.mask().copy();
  }

  /** Brings back what {@link #copy} gave for this photo; null takes everything away. */
  public void restore(float @Nullable [] copied) {
    PhotoSession shown = photo.get();
    if (shown != null && (copied != null || shown.isPainted())) {
      change(mask -> mask.restore(copied));
    }
  }

  private void change(Consumer<RealnessMask> how) {
    PhotoSession shown = photo.get();
    if (shown != null) {
      closeStroke();
      how.accept(shown.mask());
      changes.set(changes.get() + 1);
      maskChanged();
    }
  }

  /** Looks again at what is painted: another photo is shown, or its mask has changed. */
  void maskChanged() {
    PhotoSession shown = photo.get();
    canUndo.set(shown != null && shown.canUndo());
    canRedo.set(shown != null && shown.canRedo());
    painted.set(shown != null && shown.isPainted());
    changed.run();
  }
}
