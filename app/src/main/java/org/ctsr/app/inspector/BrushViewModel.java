package org.ctsr.app.inspector;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The realness brush's settings and what can be done with the mask. Used on the FX thread. */
public final class BrushViewModel {
  /** What the buttons do; set by whoever holds the mask. */
  public interface Actions {
    /** Takes back the last stroke. */
    void undo();

    /** Paints it again. */
    void redo();

    /** Turns raised into lowered and the other way round. */
    void invert();

    /** Removes all that was painted. */
    void clear();

    /** Asks for a grey picture to be the mask. */
    void load();

    /** Saves the mask as a grey picture. */
    void save();
  }

  private static final Actions NOTHING =
      new Actions() {
        @Override
        public void undo() {}

        @Override
        public void redo() {}

        @Override
        public void invert() {}

        @Override
        public void clear() {}

        @Override
        public void load() {}

        @Override
        public void save() {}
      };

  private final BooleanProperty active = new SimpleBooleanProperty();
  private final ObjectProperty<BrushTool> tool = new SimpleObjectProperty<>(BrushTool.RAISE);
  private final DoubleProperty size = new SimpleDoubleProperty(80);
  private final DoubleProperty strength = new SimpleDoubleProperty(0.5);
  private final DoubleProperty softness = new SimpleDoubleProperty(0.6);
  private final BooleanProperty painted = new SimpleBooleanProperty();
  private final BooleanProperty undoable = new SimpleBooleanProperty();
  private final BooleanProperty redoable = new SimpleBooleanProperty();
  private Actions actions = NOTHING;

  /** Whether the pointer paints. */
  public BooleanProperty activeProperty() {
    return active;
  }

  /** What it does. */
  public ObjectProperty<BrushTool> toolProperty() {
    return tool;
  }

  /** Diameter in pixels of the screen, 4 to 400. */
  public DoubleProperty sizeProperty() {
    return size;
  }

  /** How much one stroke changes realness, 0 to 1. */
  public DoubleProperty strengthProperty() {
    return strength;
  }

  /** Share of the radius over which the stroke fades, 0 to 1. */
  public DoubleProperty softnessProperty() {
    return softness;
  }

  /** Whether anything is painted. */
  public BooleanProperty paintedProperty() {
    return painted;
  }

  /** Whether there is a stroke to take back. */
  public BooleanProperty undoableProperty() {
    return undoable;
  }

  /** Whether there is a stroke to paint again. */
  public BooleanProperty redoableProperty() {
    return redoable;
  }

  /** What the buttons do. */
  public Actions actions() {
    return actions;
  }

  /** Sets what the buttons do. */
  public void setActions(Actions value) {
    actions = value;
  }
}
