package org.ctsr.app.train;

import java.util.Locale;
import java.util.function.DoubleFunction;
import javafx.beans.property.DoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.Picture;
import org.ctsr.app.fx.SliderRow;
import org.kordamp.ikonli.material2.Material2OutlinedAL;

/** What small photos are made like, with examples. */
final class DegradationPage extends VBox {
  private static final Messages TEXTS = Messages.of(DegradationPage.class);
  private static final int SIDE = 4 * DegradationViewModel.PATCH;
  private static final int LARGEST_FACTOR = 8;

  private final DegradationViewModel model;
  private final ImageView[] sharp = new ImageView[DegradationViewModel.EXAMPLES];
  private final ImageView[] seen = new ImageView[DegradationViewModel.EXAMPLES];

  DegradationPage(DegradationViewModel model) {
    this.model = model;
    setId("train-degradation");
    getStyleClass().add("page");
    Label problem = Pages.note(model.problemProperty(), "problem");
    getChildren()
        .addAll(
            Pages.head(TEXTS.get("degradation.title"), TEXTS.get("degradation.text")),
            examples(),
            problem,
            sliders());
    model.examples().addListener((ListChangeListener<Object>) change -> show());
    show();
  }

  private Node examples() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("example-grid");
    grid.setId("train-examples");
    for (int row = 0; row < 2; row++) {
      Label name = Pages.caption(TEXTS.get(row == 0 ? "degradation.sharp" : "degradation.seen"));
      name.setWrapText(true);
      name.setPrefWidth(76);
      name.setMinWidth(76);
      GridPane.setHalignment(name, HPos.LEFT);
      grid.add(name, 0, row);
      for (int i = 0; i < DegradationViewModel.EXAMPLES; i++) {
        ImageView view = new ImageView();
        view.setFitWidth(SIDE);
        view.setFitHeight(SIDE);
        view.setSmooth(false);
        (row == 0 ? sharp : seen)[i] = view;
        javafx.scene.layout.StackPane frame = new javafx.scene.layout.StackPane(view);
        frame.getStyleClass().add("example");
        frame.setMinSize(SIDE, SIDE);
        grid.add(frame, i + 1, row);
      }
    }
    return grid;
  }

  private void show() {
    for (int i = 0; i < sharp.length; i++) {
      boolean there = i < model.examples().size();
      sharp[i].setImage(there ? model.examples().get(i).sharp().toImage() : null);
      Picture small = there ? model.examples().get(i).seen() : null;
      // Magnified here, so that its pixels are squares on every screen.
      seen[i].setImage(small == null ? null : small.magnified(LARGEST_FACTOR / 2).toImage());
    }
  }

  private Node sliders() {
    GridPane form = new GridPane();
    form.getStyleClass().add("form");
    put(
        form,
        0,
        0,
        "heavy",
        model.heavyShareProperty(),
        0,
        1,
        0.05,
        v -> number("%.0f %%", 100 * v));
    put(form, 0, 1, "blur", model.blurProperty(), 0.5, 5, 0.25, v -> number("%.1f", v));
    put(form, 1, 0, "noise", model.noiseProperty(), 0, 40, 1, v -> number("%.0f", v));
    put(form, 1, 1, "quality", model.qualityProperty(), 10, 98, 4, v -> number("%.0f", v));
    Button another =
        new Button(TEXTS.get("degradation.another"), Icons.of(Material2OutlinedAL.CASINO));
    another.setId("train-another");
    another.setOnAction(event -> model.another());
    Button reset = new Button(TEXTS.get("degradation.reset"));
    reset.getStyleClass().add("flat");
    reset.setOnAction(event -> model.reset());
    return new VBox(12, form, Pages.row(another, reset));
  }

  private static String number(String format, double value) {
    return String.format(Locale.getDefault(), format, value);
  }

  private static void put(
      GridPane form,
      int row,
      int half,
      String key,
      DoubleProperty value,
      double from,
      double to,
      double step,
      DoubleFunction<String> format) {
    SliderRow slider =
        new SliderRow(TEXTS.get("degradation." + key), value, from, to, step, format);
    slider.slider().setId("train-" + key);
    slider.getStyleClass().add("wide-name");
    slider.setPrefWidth(390);
    form.add(slider, half, row);
  }
}
