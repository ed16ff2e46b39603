package org.ctsr.app.inspector;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.inspector.VariantsViewModel.Pin;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/**
 * The pins of the present photo.
 *
 * @param <S> settings a pin keeps
 */
final class VariantsSection<S> extends VBox {
  private static final Messages TEXTS = Messages.of(VariantsSection.class);
  private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

  private final VariantsViewModel<S> variants;
  private final VBox rows = new VBox();

  VariantsSection(InspectorViewModel<S> model) {
    this.variants = model.variants();
    getStyleClass().add("section");
    Button pin = Icons.on(new Button(), Material2OutlinedMZ.PUSH_PIN, TEXTS.get("variants.pin"));
    pin.setId("pin-variant");
    pin.getStyleClass().addAll("flat", "button-icon");
    pin.setOnAction(event -> variants.pin());
    pin.disableProperty().bind(model.photoOpenProperty().not());
    Label hint = new Label(TEXTS.get("variants.hint"));
    hint.getStyleClass().add("caption");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    rows.getStyleClass().add("variants");
    rows.setId("variants");
    InspectorView.showWhile(hint, javafx.beans.binding.Bindings.isEmpty(variants.pins()));
    variants.pins().addListener((ListChangeListener<Pin<S>>) change -> rebuild());
    variants.shownProperty().subscribe(shown -> rebuild());
    variants.comparedProperty().subscribe(compared -> rebuild());
    getChildren().addAll(InspectorView.heading(TEXTS.get("variants"), pin), hint, rows);
  }

  private void rebuild() {
    rows.getChildren().setAll(variants.pins().stream().map(this::row).toList());
  }

  private HBox row(Pin<S> pin) {
    Label letter = new Label(String.valueOf(pin.letter()));
    letter.getStyleClass().add("pin-letter");
    Button show = new Button(pin.summary(), letter);
    show.setId("variant-" + pin.letter());
    show.getStyleClass().addAll("flat", "pin-show");
    show.setMaxWidth(Double.MAX_VALUE);
    show.setAlignment(Pos.CENTER_LEFT);
    show.setTextOverrun(OverrunStyle.ELLIPSIS);
    show.setAccessibleText(TEXTS.get("variants.show", pin.letter(), pin.summary()));
    show.setOnAction(event -> variants.show(pin));
    HBox.setHgrow(show, Priority.ALWAYS);
    ToggleButton compare =
        Icons.on(
            new ToggleButton(),
            Material2OutlinedAL.COMPARE,
            TEXTS.get("variants.compare", pin.letter()));
    compare.setId("variant-compare-" + pin.letter());
    compare.getStyleClass().addAll("flat", "button-icon");
    compare.setSelected(variants.comparedProperty().get() == pin);
    compare.setOnAction(event -> variants.toggleCompare(pin));
    Button remove =
        Icons.on(
            new Button(), Material2OutlinedAL.CLOSE, TEXTS.get("variants.remove", pin.letter()));
    remove.getStyleClass().addAll("flat", "button-icon");
    remove.setOnAction(event -> variants.remove(pin));
    HBox row = new HBox(show, compare, remove);
    row.getStyleClass().add("pin");
    row.pseudoClassStateChanged(SHOWN, variants.shownProperty().get() == pin);
    return row;
  }
}
