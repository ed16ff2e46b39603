package org.ctsr.app.fx;

import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.SegmentedButton;

/**
 * Buttons side by side of which exactly one is chosen.
 *
 * @param <T> the choices
 */
public final class Segments<T> extends SegmentedButton {
  private final OneOf<T> group;

  /** Follows and changes {@code value}. */
  public Segments(ObjectProperty<T> value) {
    group = new OneOf<>(value);
    setToggleGroup(group);
    getStyleClass().add("segments");
    setMaxWidth(Double.MAX_VALUE);
  }

  /** Adds a choice with a text; returns this. */
  public Segments<T> add(T choice, String text, String tooltip) {
    ToggleButton button = Icons.named(new ToggleButton(text), tooltip);
    button.setId("segment-" + choice);
    button.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(button, Priority.ALWAYS);
    group.add(button, choice);
    getButtons().add(button);
    return this;
  }
}
