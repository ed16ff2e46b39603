package org.ctsr.app.inspector;

import atlantafx.base.controls.ToggleSwitch;
import java.util.Locale;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Segments;
import org.ctsr.app.fx.SliderRow;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The realness brush. */
final class BrushSection extends VBox {
  private static final Messages TEXTS = Messages.of(BrushSection.class);
  private static final double PERCENT = 100;

  BrushSection(InspectorViewModel<?> model) {
    getStyleClass().add("section");
    BrushViewModel brush = model.brush();
    ToggleSwitch active = new ToggleSwitch();
    active.setId("brush-toggle");
    active.setAccessibleText(TEXTS.get("brush"));
    active.selectedProperty().bindBidirectional(brush.activeProperty());
    active.getStyleClass().add("heading-toggle");
    active.disableProperty().bind(model.photoOpenProperty().and(model.hasRealnessProperty()).not());
    Label hint = new Label();
    hint.textProperty()
        .bind(
            model.hasRealnessProperty().map(has -> TEXTS.get(has ? "brush.hint" : "brush.fixed")));
    hint.getStyleClass().add("caption");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    BooleanBinding inUse = brush.activeProperty().and(model.hasRealnessProperty());
    InspectorView.showWhile(hint, inUse.not());
    VBox tools = tools(brush);
    InspectorView.showWhile(tools, inUse);
    getChildren().addAll(InspectorView.heading(TEXTS.get("brush"), active), hint, tools);
  }

  private static VBox tools(BrushViewModel brush) {
    Segments<BrushTool> tool =
        new Segments<>(brush.toolProperty())
            .add(BrushTool.RAISE, TEXTS.get("brush.raise"), TEXTS.get("brush.raise.tip"))
            .add(BrushTool.LOWER, TEXTS.get("brush.lower"), TEXTS.get("brush.lower.tip"))
            .add(BrushTool.ERASE, TEXTS.get("brush.erase"), TEXTS.get("brush.erase.tip"));
    SliderRow size =
        new SliderRow(
            TEXTS.get("brush.size"), brush.sizeProperty(), 4, 400, 10, BrushSection::whole);
    SliderRow strength =
        new SliderRow(
            TEXTS.get("brush.strength"), brush.strengthProperty(), 0, 1, 0.05, BrushSection::share);
    SliderRow softness =
        new SliderRow(
            TEXTS.get("brush.softness"), brush.softnessProperty(), 0, 1, 0.05, BrushSection::share);
    HBox actions =
        new HBox(
            button(
                "undo",
                Material2OutlinedMZ.UNDO,
                brush.undoableProperty(),
                () -> brush.actions().undo()),
            button(
                "redo",
                Material2OutlinedMZ.REDO,
                brush.redoableProperty(),
                () -> brush.actions().redo()),
            button(
                "invert",
                Material2OutlinedAL.INVERT_COLORS,
                brush.paintedProperty(),
                () -> brush.actions().invert()),
            button(
                "clear",
                Material2OutlinedAL.LAYERS_CLEAR,
                brush.paintedProperty(),
                () -> brush.actions().clear()),
            space(),
            button(
                "load",
                Material2OutlinedAL.FOLDER_OPEN,
                brush.activeProperty(),
                () -> brush.actions().load()),
            button(
                "save",
                Material2OutlinedMZ.SAVE_ALT,
                brush.paintedProperty(),
                () -> brush.actions().save()));
    actions.getStyleClass().add("icon-row");
    VBox box = new VBox(tool, size, strength, softness, actions);
    box.setId("brush-tools");
    box.getStyleClass().add("section-body");
    return box;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private static Button button(
      String key, Ikon icon, ObservableValue<Boolean> enabled, Runnable action) {
    Button button = Icons.on(new Button(), icon, TEXTS.get("brush." + key));
    button.setId("brush-" + key);
    button.getStyleClass().addAll("flat", "button-icon");
    button.disableProperty().bind(enabled.map(value -> !value));
    button.setOnAction(event -> action.run());
    return button;
  }

  private static String whole(double value) {
    return String.format(Locale.getDefault(), "%.0f px", value);
  }

  private static String share(double value) {
    return String.format(Locale.getDefault(), "%.0f %%", value * PERCENT);
  }
}
