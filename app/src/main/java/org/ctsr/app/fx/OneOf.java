package org.ctsr.app.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import org.jspecify.annotations.Nullable;

/**
 * Toggles of which that one is selected that stands for a property's value. The value follows
 * however one is selected: the arrow keys select without an action.
 *
 * @param <T> the choices
 */
public final class OneOf<T extends @Nullable Object> extends ToggleGroup {
  private final ObjectProperty<T> value;
  private final List<Choice<T>> choices = new ArrayList<>();

  private record Choice<T extends @Nullable Object>(Toggle toggle, T value) {}

  /** Follows and changes {@code value}. */
  public OneOf(ObjectProperty<T> value) {
    this.value = value;
    value.addListener((property, old, now) -> show());
    selectedToggleProperty().addListener((property, old, toggle) -> take(toggle));
  }

  /** Adds a toggle that stands for a choice. */
  public void add(Toggle toggle, T choice) {
    choices.add(new Choice<>(toggle, choice));
    toggle.setToggleGroup(this);
    show();
  }

  /** Lets all toggles go; the value stays. */
  public void clear() {
    List<Choice<T>> former = List.copyOf(choices);
    choices.clear();
    former.forEach(choice -> choice.toggle().setToggleGroup(null));
  }

  private void show() {
    T now = value.get();
    selectToggle(
        choices.stream()
            .filter(choice -> Objects.equals(choice.value(), now))
            .map(Choice::toggle)
            .findFirst()
            .orElse(null));
  }

  private void take(@Nullable Toggle toggle) {
    for (Choice<T> choice : choices) {
      if (choice.toggle() == toggle) {
        value.set(choice.value());
        return;
      }
    }
    // Pressing the chosen one again must not leave none.
    show();
  }
}
