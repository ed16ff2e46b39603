package org.ctsr.app.fx;

import javafx.scene.control.Spinner;

/** A field for a whole number. What is typed and is no number gives way to the number before. */
public final class WholeNumberSpinner extends Spinner<Integer> {
  /**
   * @param smallest that can be given
   * @param largest that can be given
   */
  public WholeNumberSpinner(int smallest, int largest, int value) {
    super(smallest, largest, value);
    setEditable(true);
    setPrefWidth(110);
    getValueFactory().setConverter(new WholeNumberConverter(this::getValue, getEditor()::setText));
  }
}
