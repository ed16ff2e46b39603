package org.ctsr.app.inspector;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.inspector.VariantsViewModel.Pin;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/**
 * One pin. It stays the same row as long as the pin is there, so that the keyboard's focus does.
 *
 * @param <S> settings a pin keeps
 */
final class VariantRow<S> extends HBox {
  private static final Messages TEXTS = Messages.of(VariantRow.class);
  private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

  private final VariantsViewModel<S> variants;
  private final Pin<S> pin;
  private final Button show;
  private final ToggleButton compare;

  VariantRow(VariantsViewModel<S> variants, Pin<S> pin) {
    this.variants = variants;
    this.pin = pin;
    getStyleClass().add("pin");
    Label letter = new Label(String.valueOf(pin.letter()));
    letter.getStyleClass().add("pin-letter");
    show = new Button(pin.summary(), letter);
    show.setId("variant-" + pin.letter());
    show.getStyleClass().addAll("flat", "pin-show");
    show.setMaxWidth(Double.MAX_VALUE);
    show.setAlignment(Pos.CENTER_LEFT);
    show.setTextOverrun(OverrunStyle.ELLIPSIS);
    show.setAccessibleText(TEXTS.get("variants.show", pin.letter(), pin.summary()));
    show.setOnAction(event -> variants.show(pin));
    HBox.setHgrow(show, Priority.ALWAYS);
    compare =
        Icons.on(
            new ToggleButton(),
            Material2OutlinedAL.COMPARE,
            TEXTS.get("variants.compare", pin.letter()));
    compare.setId("variant-compare-" + pin.letter());
    compare.getStyleClass().addAll("flat", "button-icon");
    compare.setOnAction(event -> variants.toggleCompare(pin));
    Button remove =
        Icons.on(
            new Button(), Material2OutlinedAL.CLOSE, TEXTS.get("variants.remove", pin.letter()));
    remove.setId("variant-remove-" + pin.letter());
    remove.getStyleClass().addAll("flat", "button-icon");
    remove.setOnAction(event -> variants.remove(pin));
    getChildren().addAll(show, compare, remove);
    refresh();
  }

  /** Whether it is this pin's row. */
  boolean isOf(Pin<S> other) {
    return pin == other;
  }

  /** Lets the keyboard work on it. */
  void takeFocus() {
    show.requestFocus();
  }

  /** Marks it as it is now: shown, compared with, or neither. */
  void refresh() {
    pseudoClassStateChanged(SHOWN, variants.shownProperty().get() == pin);
    compare.setSelected(variants.comparedProperty().get() == pin);
  }
}
