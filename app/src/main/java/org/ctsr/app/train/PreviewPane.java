package org.ctsr.app.train;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.SliderRow;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** The user's photo before and after, with the slider. */
final class PreviewPane extends VBox {
  private static final Messages TEXTS = Messages.of(PreviewPane.class);

  /**
   * @param width of each picture if there is room for it
   * @param withPhoto whether the small photo itself is shown too
   * @param choosers ask for another photo
   */
  PreviewPane(PreviewViewModel model, double width, boolean withPhoto, Choosers choosers) {
    getStyleClass().add("preview-pane");
    Label title = new Label(TEXTS.get("preview.title"));
    title.getStyleClass().add("card-title");
    Button choose =
        new Button(TEXTS.get("preview.choose"), Icons.of(Material2OutlinedAL.ADD_PHOTO_ALTERNATE));
    choose.getStyleClass().add("flat");
    choose.setOnAction(event -> choose(model, choosers));
    SliderRow realness =
        new SliderRow(
            TEXTS.get("preview.realness"),
            model.realnessProperty(),
            0,
            1,
            0.05,
            value -> String.format(Locale.getDefault(), "%.2f", value));
    realness.slider().getStyleClass().add("realness-slider");
    realness.slider().setSkin(null);
    realness.slider().setSkin(new javafx.scene.control.skin.SliderSkin(realness.slider()));
    realness.slider().setId("train-realness-slider");
    realness.slider().disableProperty().bind(model.sliderProperty().not());
    realness.setPrefWidth(320);
    HBox head = Pages.row(title, Pages.grow(), realness, Pages.grow(), choose);
    HBox pictures = new HBox(14);
    if (withPhoto) {
      pictures.getChildren().add(photo(model, width));
    }
    pictures.getChildren().addAll(before(model, width), after(model, width));
    pictures.setAlignment(Pos.TOP_LEFT);
    getChildren().addAll(head, pictures, Pages.note(model.problemProperty(), "problem"));
  }

  private static Node photo(PreviewViewModel model, double width) {
    return column(
        width,
        Pages.caption(TEXTS.get("preview.photo")),
        Pages.picture(model.photoProperty(), width, true));
  }

  private static Node before(PreviewViewModel model, double width) {
    ImageView small = Pages.picture(model.photoProperty(), width, true);
    ImageView large = Pages.picture(model.beforeProperty(), width, true);
    // Until the model in use has answered, the photo itself, enlarged smoothly.
    small.visibleProperty().bind(model.beforeProperty().isNull());
    Label name = Pages.caption("");
    name.textProperty()
        .bind(
            model
                .beforeNameProperty()
                .map(text -> text.isEmpty() ? TEXTS.get("preview.nomodel") : text));
    return column(width, name, small, large);
  }

  private static Node after(PreviewViewModel model, double width) {
    ImageView large = Pages.picture(model.afterProperty(), width, true);
    large.setId("train-after");
    Label none = Pages.caption(TEXTS.get("preview.none"));
    none.visibleProperty().bind(model.afterProperty().isNull());
    Label name = Pages.caption("");
    name.setId("train-after-name");
    name.textProperty().bind(model.afterNameProperty());
    return column(width, name, none, large);
  }

  private static Node column(double width, Label name, Node... pictures) {
    StackPane frame = new StackPane(pictures);
    frame.getStyleClass().add("preview-frame");
    frame.setMinWidth(0);
    frame.setPrefWidth(width);
    frame.setMaxWidth(width);
    double ratio = (double) PreviewViewModel.HEIGHT / PreviewViewModel.WIDTH;
    frame.minHeightProperty().bind(frame.widthProperty().multiply(ratio));
    for (Node picture : pictures) {
      if (picture instanceof ImageView view) {
        view.fitWidthProperty().bind(frame.widthProperty());
      }
    }
    VBox column = new VBox(5, frame, name);
    VBox.setVgrow(frame, Priority.NEVER);
    column.setMinWidth(0);
    column.setMaxWidth(width);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private void choose(PreviewViewModel model, Choosers choosers) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("preview.title"));
    choosers.open("preview", this, chooser, chosen -> model.open(chosen.toPath()));
  }
}
