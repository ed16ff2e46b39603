package org.ctsr.app.fx;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * Buttons side by side of which exactly one is chosen.
 *
 * @param <T> the choices
 */
public final class Segments<T> extends HBox {
  private final ToggleGroup group = new ToggleGroup();
  private final ObjectProperty<T> value;

  /** Follows and changes {@code value}. */
  public Segments(ObjectProperty<T> value) {
    this.value = value;
    getStyleClass().add("segments");
    value.addListener((property, old, chosen) -> select(chosen));
    group
        .selectedToggleProperty()
        .addListener(
            (property, old, toggle) -> {
              if (toggle == null && old != null) {
                // Pressing the chosen one again must not leave none.
                old.setSelected(true);
              }
            });
  }

  /** Adds a choice with a text; returns this. */
  public Segments<T> add(T choice, String text, String tooltip) {
    ToggleButton button = Icons.named(new ToggleButton(text), tooltip);
    return add(choice, button);
  }

  /** Adds a choice with an icon; returns this. */
  public Segments<T> add(T choice, Ikon icon, String tooltip) {
    return add(choice, Icons.on(new ToggleButton(), icon, tooltip));
  }

  private Segments<T> add(T choice, ToggleButton button) {
    button.setUserData(choice);
    button.setId("segment-" + choice);
    button.setToggleGroup(group);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(event -> value.set(choice));
    HBox.setHgrow(button, Priority.ALWAYS);
    getChildren().add(button);
    shape();
    select(value.get());
    return this;
  }

  private void shape() {
    List<ToggleButton> buttons = new ArrayList<>();
    getChildren().forEach(child -> buttons.add((ToggleButton) child));
    for (int i = 0; i < buttons.size(); i++) {
      buttons
          .get(i)
          .getStyleClass()
          .removeAll(Styles.LEFT_PILL, Styles.CENTER_PILL, Styles.RIGHT_PILL);
      if (buttons.size() > 1) {
        buttons
            .get(i)
            .getStyleClass()
            .add(
                i == 0
                    ? Styles.LEFT_PILL
                    : i == buttons.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
      }
    }
  }

  private void select(@Nullable T chosen) {
    for (Toggle toggle : group.getToggles()) {
      if (toggle.getUserData().equals(chosen)) {
        toggle.setSelected(true);
      }
    }
  }
}
