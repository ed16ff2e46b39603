package org.ctsr.app.inspector;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.inspector.VariantsViewModel.Pin;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/**
 * The pins of the present photo.
 *
 * @param <S> settings a pin keeps
 */
final class VariantsSection<S> extends VBox {
  private static final Messages TEXTS = Messages.of(VariantsSection.class);

  private final VariantsViewModel<S> variants;
  private final Button pin =
      Icons.on(new Button(), Material2OutlinedMZ.PUSH_PIN, TEXTS.get("variants.pin"));
  private final List<VariantRow<S>> rows = new ArrayList<>();
  private final VBox box = new VBox();

  VariantsSection(InspectorViewModel<S> model) {
    this.variants = model.variants();
    getStyleClass().add("section");
    pin.setId("pin-variant");
    pin.getStyleClass().addAll("flat", "button-icon");
    pin.setOnAction(event -> variants.pin());
    BooleanBinding full = variants.fullBinding();
    pin.disableProperty().bind(model.photoOpenProperty().not().or(full));
    // A button that cannot be pressed has no tooltip of its own.
    StackPane place = new StackPane(pin);
    Tooltip why = new Tooltip(TEXTS.get("variants.full", VariantsViewModel.LIMIT));
    full.subscribe(
        now -> {
          if (now) {
            Tooltip.install(place, why);
          } else {
            Tooltip.uninstall(place, why);
          }
        });
    Label hint = new Label();
    hint.setId("variants-hint");
    hint.textProperty()
        .bind(Bindings.when(full).then(why.getText()).otherwise(TEXTS.get("variants.hint")));
    hint.getStyleClass().add("caption");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    box.getStyleClass().add("variants");
    box.setId("variants");
    InspectorView.showWhile(hint, Bindings.isEmpty(variants.pins()).or(full));
    variants.pins().addListener((ListChangeListener<Pin<S>>) change -> update());
    variants.shownProperty().subscribe(shown -> refresh());
    variants.comparedProperty().subscribe(compared -> refresh());
    getChildren().addAll(InspectorView.heading(TEXTS.get("variants"), place), hint, box);
  }

  /** Takes away the rows of pins that are gone, and adds those of new ones. */
  private void update() {
    int focused = focusedRow();
    rows.removeIf(row -> variants.pins().stream().noneMatch(row::isOf));
    for (int i = 0; i < variants.pins().size(); i++) {
      Pin<S> pin = variants.pins().get(i);
      if (i >= rows.size() || !rows.get(i).isOf(pin)) {
        rows.add(i, new VariantRow<>(variants, pin));
      }
    }
    box.getChildren().removeIf(node -> !rows.contains(node));
    for (int i = 0; i < rows.size(); i++) {
      if (!box.getChildren().contains(rows.get(i))) {
        box.getChildren().add(i, rows.get(i));
      }
    }
    if (focused >= 0 && focusedRow() < 0) {
      // The keyboard goes on beside the row that was removed with it.
      if (rows.isEmpty()) {
        pin.requestFocus();
      } else {
        rows.get(Math.min(focused, rows.size() - 1)).takeFocus();
      }
    }
  }

  private int focusedRow() {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isFocusWithin()) {
        return i;
      }
    }
    return -1;
  }

  private void refresh() {
    rows.forEach(VariantRow::refresh);
  }
}
