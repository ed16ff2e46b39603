package org.ctsr.app.fx;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.function.DoubleFunction;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A name, a slider and its value in one line. */
public final class SliderRow extends HBox {
  private final Slider slider;

  /**
   * A row that shows its name.
   *
   * @param value followed and changed
   * @param step one press of an arrow key
   * @param format shows a value
   */
  public SliderRow(
      String name,
      Property<Number> value,
      double smallest,
      double largest,
      double step,
      DoubleFunction<String> format) {
    this(value, smallest, largest, step, format);
    Label label = new Label(name);
    label.getStyleClass().add("row-name");
    label.setLabelFor(slider);
    slider.setAccessibleText(name);
    getChildren().add(0, label);
  }

  private SliderRow(
      Property<Number> value,
      double smallest,
      double largest,
      double step,
      DoubleFunction<String> format) {
    getStyleClass().add("slider-row");
    setAlignment(Pos.CENTER_LEFT);
    slider = new Slider(smallest, largest, value.getValue().doubleValue());
    slider.setSkin(new ProgressSliderSkin(slider));
    slider.setBlockIncrement(step);
    slider.valueProperty().bindBidirectional(value);
    Label shown = new Label();
    shown.getStyleClass().add("row-value");
    shown.textProperty().bind(value.map(number -> format.apply(number.doubleValue())));
    HBox.setHgrow(slider, Priority.ALWAYS);
    getChildren().addAll(slider, shown);
  }

  /** The row of a form that shows the name itself; screen readers are told it here. */
  public static SliderRow inForm(
      String name,
      Property<Number> value,
      double smallest,
      double largest,
      double step,
      DoubleFunction<String> format) {
    SliderRow row = new SliderRow(value, smallest, largest, step, format);
    row.slider.setAccessibleText(name);
    return row;
  }

  /** The slider, for a test or a tooltip. */
  public Slider slider() {
    return slider;
  }
}
