package org.ctsr.app.train;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Picture;
import org.jspecify.annotations.Nullable;

/** Parts that several pages are made of. */
final class Pages {
  private Pages() {}

  /** Heading and a sentence below it. */
  static VBox head(String title, String text) {
    Label heading = new Label(title);
    heading.getStyleClass().add("page-title");
    VBox box = new VBox(4, heading);
    if (!text.isEmpty()) {
      Label about = new Label(text);
      about.getStyleClass().add("page-text");
      about.setWrapText(true);
      about.setMinHeight(Region.USE_PREF_SIZE);
      about.setMaxWidth(680);
      box.getChildren().add(about);
    }
    return box;
  }

  static Label caption(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("caption");
    return label;
  }

  /** A label that wraps and is shown while it has a text. */
  static Label note(ObservableValue<String> text, String... styles) {
    Label label = new Label();
    label.getStyleClass().add("caption");
    label.getStyleClass().addAll(styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.textProperty().bind(text);
    shownWhile(label, text.map(now -> !now.isEmpty()));
    return label;
  }

  static void shownWhile(Node node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }

  static Region grow() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    VBox.setVgrow(space, Priority.ALWAYS);
    return space;
  }

  static HBox row(Node... nodes) {
    HBox row = new HBox(8, nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Shows the newest picture in a view that keeps its proportions. */
  static ImageView picture(
      ObservableValue<@Nullable Picture> source, double width, boolean smooth) {
    ImageView view = new ImageView();
    view.setFitWidth(width);
    view.setPreserveRatio(true);
    view.setSmooth(smooth);
    source.subscribe(picture -> view.setImage(picture == null ? null : picture.toImage()));
    return view;
  }
}
