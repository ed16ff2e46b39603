package org.ctsr.app.inspector;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Segments;

/** How before and after are compared. */
final class CompareSection extends VBox {
  private static final Messages TEXTS = Messages.of(CompareSection.class);

  // Held here so that its listeners live as long as the section.
  private final ObjectProperty<Boolean> filter;

  CompareSection(InspectorViewModel<?> model) {
    getStyleClass().add("section");
    filter = new SimpleObjectProperty<>(model.nearestProperty().get());
    filter.addListener((property, old, nearest) -> model.nearestProperty().set(nearest));
    model.nearestProperty().addListener((property, old, nearest) -> filter.set(nearest));
    Segments<Comparison> mode =
        new Segments<>(model.comparisonProperty())
            .add(Comparison.NONE, TEXTS.get("compare.none"), TEXTS.get("compare.none.tip"))
            .add(Comparison.SPLIT, TEXTS.get("compare.split"), TEXTS.get("compare.split.tip"))
            .add(Comparison.SIDE_BY_SIDE, TEXTS.get("compare.side"), TEXTS.get("compare.side.tip"));
    Segments<Boolean> before =
        new Segments<>(filter)
            .add(false, TEXTS.get("before.smooth"), TEXTS.get("before.smooth.tip"))
            .add(true, TEXTS.get("before.nearest"), TEXTS.get("before.nearest.tip"));
    Label name = new Label(TEXTS.get("before"));
    name.getStyleClass().add("row-name");
    HBox.setHgrow(before, Priority.ALWAYS);
    HBox row = new HBox(name, before);
    row.getStyleClass().add("slider-row");
    row.setAlignment(Pos.CENTER_LEFT);
    VBox body = new VBox(mode, row);
    body.getStyleClass().add("section-body");
    getChildren().addAll(InspectorView.heading(TEXTS.get("compare")), body);
  }
}
