package org.ctsr.app.inspector;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The panel beside the photo. */
public final class InspectorView extends ScrollPane {
  private static final double WIDTH = 292;

  /** Lays the sections out one below the other. */
  public InspectorView(InspectorViewModel<?> model) {
    VBox sections =
        new VBox(
            new ModelSection(model),
            new RealnessSection(model),
            new BrushSection(model),
            new CompareSection(model),
            new VariantsSection<>(model));
    sections.getStyleClass().add("inspector-sections");
    getStyleClass().add("inspector");
    setId("inspector");
    setContent(sections);
    // As wide as the panel: a scroll bar then lies over the margin and moves nothing.
    sections.setMinWidth(WIDTH - 1);
    sections.setMaxWidth(WIDTH - 1);
    setPrefWidth(WIDTH);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinWidth(Region.USE_PREF_SIZE);
  }

  /** A section's heading with something at its right end. */
  static HBox heading(String text, Node... atEnd) {
    Label label = new Label(text);
    label.getStyleClass().add("section-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox line = new HBox(label, space);
    line.getStyleClass().add("section-heading");
    line.setAlignment(Pos.CENTER_LEFT);
    line.getChildren().addAll(atEnd);
    return line;
  }

  /** Shows a node, and gives it room, only while {@code shown} is true. */
  static void showWhile(Node node, javafx.beans.value.ObservableValue<Boolean> shown) {
    node.visibleProperty().bind(shown);
    node.managedProperty().bind(shown);
  }
}
