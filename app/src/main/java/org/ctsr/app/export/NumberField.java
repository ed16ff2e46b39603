package org.ctsr.app.export;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.Property;
import javafx.event.ActionEvent;
import javafx.scene.control.TextField;
import org.ctsr.app.fx.TypedNumber;

/**
 * A number to be typed. It counts while it is typed, but what is typed is left alone until the
 * focus goes or Enter is pressed: 2.7 made 2.70 could not become 2.75.
 */
final class NumberField extends TextField {
  private final Property<Number> value;
  // Kept here, as the value outlives the field and must not keep it.
  private final InvalidationListener follow = observable -> follow();
  private boolean typing;
  private boolean showing;

  NumberField(String id, Property<Number> value) {
    this.value = value;
    setId(id);
    setPrefColumnCount(6);
    show();
    value.addListener(new WeakInvalidationListener(follow));
    textProperty()
        .addListener(
            (property, old, text) -> {
              // What is only shown is rounded.
              if (!showing) {
                parse(text).ifPresent(this::take);
              }
            });
    focusedProperty()
        .addListener(
            (property, old, focused) -> {
              if (!focused) {
                show();
              }
            });
    // Not setOnAction, which would keep Enter from the dialog.
    addEventHandler(ActionEvent.ACTION, event -> show());
  }

  private void take(double number) {
    typing = true;
    value.setValue(number);
    typing = false;
  }

  private void follow() {
    if (!typing) {
      show();
    }
  }

  /** What is no number, or too many decimals, gives way to the number that counts. */
  private void show() {
    String text = text(value.getValue().doubleValue());
    if (!text.equals(getText())) {
      showing = true;
      setText(text);
      showing = false;
    }
  }

  private static Optional<Double> parse(String text) {
    return TypedNumber.of(text).filter(number -> number > 0 && number < 1e6);
  }

  private static String text(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.getDefault(), "%.2f", number);
  }
}
