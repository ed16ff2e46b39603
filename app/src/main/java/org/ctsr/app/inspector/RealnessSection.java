package org.ctsr.app.inspector;

import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.HorizontalDirection;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.fx.TypedNumber;
import org.ctsr.engine.view.InventionPalette;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The slider, its number, and what realness does to the photo. */
final class RealnessSection extends VBox {
  private static final Messages TEXTS = Messages.of(RealnessSection.class);

  private static final int LEGEND_STOPS = 24;

  private final InspectorViewModel<?> model;
  private final TextField number = new TextField();

  RealnessSection(InspectorViewModel<?> model) {
    this.model = model;
    getStyleClass().add("section");
    BooleanBinding fixed = model.hasRealnessProperty().not();
    Slider slider = slider();
    slider.disableProperty().bind(fixed);
    // Not disabled: the keyboard's focus would be lost with each photo.
    slider.mouseTransparentProperty().bind(model.photoOpenProperty().not());
    number.disableProperty().bind(fixed);
    setUpNumber();
    HBox ends = new HBox(end("realness.faithful"), grow(), end("realness.realistic"));
    ends.getStyleClass().add("slider-ends");
    VBox group = new VBox(slider, ends);
    group.getStyleClass().add("realness-slider-group");
    getChildren()
        .addAll(
            InspectorView.heading(TEXTS.get("realness"), number), group, agreement(), overlay());
  }

  private Slider slider() {
    Slider slider = new Slider(0, 1, model.realnessProperty().get());
    slider.setId("realness-slider");
    slider.getStyleClass().add("realness-slider");
    slider.setBlockIncrement(InspectorViewModel.STEP);
    slider.setAccessibleText(TEXTS.get("realness"));
    slider.setTooltip(new Tooltip(TEXTS.get("realness.tip")));
    slider.valueProperty().bindBidirectional(model.realnessProperty());
    slider.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            model.resetRealness();
          }
        });
    slider.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          double step =
              event.isShiftDown() ? InspectorViewModel.FINE_STEP : InspectorViewModel.STEP;
          switch (event.getCode()) {
            case LEFT, DOWN -> model.stepRealness(-step);
            case RIGHT, UP -> model.stepRealness(step);
            case HOME -> model.setRealness(0);
            case END -> model.setRealness(1);
            default -> {
              return;
            }
          }
          event.consume();
        });
    return slider;
  }

  private void setUpNumber() {
    number.setId("realness-number");
    number.getStyleClass().add("number");
    number.setAccessibleText(TEXTS.get("realness"));
    number.setAlignment(Pos.CENTER_RIGHT);
    number.setOnAction(event -> takeNumber());
    number
        .focusedProperty()
        .addListener(
            (property, old, focused) -> {
              if (!focused) {
                takeNumber();
              }
            });
    number.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          double step =
              event.isShiftDown() ? InspectorViewModel.STEP : InspectorViewModel.FINE_STEP;
          switch (event.getCode()) {
            case UP -> model.stepRealness(step);
            case DOWN -> model.stepRealness(-step);
            default -> {
              return;
            }
          }
          event.consume();
        });
    model.realnessProperty().subscribe(value -> showNumber());
  }

  private void showNumber() {
    number.setText(String.format(Locale.getDefault(), "%.2f", model.realnessProperty().get()));
  }

  private void takeNumber() {
    TypedNumber.of(number.getText())
        .filter(
            value ->
                Math.abs(value - model.realnessProperty().get())
                    >= InspectorViewModel.FINE_STEP / 2)
        .ifPresent(model::setRealness);
    // What is not a number is replaced by the one in use.
    showNumber();
  }

  private Node agreement() {
    Label label = new Label();
    label.setId("agreement");
    label.setGraphic(Icons.of(Material2OutlinedMZ.VERIFIED));
    label.getStyleClass().add("agreement");
    label.setTooltip(new Tooltip(TEXTS.get("agreement.tip")));
    label.textProperty().bind(model.agreementProperty());
    InspectorView.showWhile(
        label, model.photoOpenProperty().and(model.modelProperty().isNotNull()));
    return label;
  }

  private Node overlay() {
    ToggleSwitch toggle = new ToggleSwitch(TEXTS.get("overlay"));
    toggle.setId("overlay-toggle");
    toggle.setLabelPosition(HorizontalDirection.RIGHT);
    toggle.setTooltip(new Tooltip(TEXTS.get("overlay.tip")));
    toggle.selectedProperty().bindBidirectional(model.overlayProperty());
    toggle.disableProperty().bind(model.hasRealnessProperty().not());
    Region bar = new Region();
    bar.getStyleClass().add("overlay-legend");
    bar.setBackground(legendColors());
    HBox ends = new HBox(end("overlay.little"), grow(), much());
    ends.getStyleClass().add("slider-ends");
    VBox legend = new VBox(bar, ends);
    legend.setId("overlay-legend");
    InspectorView.showWhile(legend, model.overlayProperty().and(model.hasRealnessProperty()));
    VBox box = new VBox(toggle, legend);
    box.getStyleClass().add("overlay-box");
    return box;
  }

  private static Label much() {
    Label label = end("overlay.much");
    label.setText(TEXTS.get("overlay.much", InventionPalette.FULL));
    return label;
  }

  /** The colours the overlay itself is drawn with. */
  private static Background legendColors() {
    List<Stop> stops =
        IntStream.rangeClosed(0, LEGEND_STOPS)
            .mapToObj(
                i -> {
                  double share = (double) i / LEGEND_STOPS;
                  int argb = InventionPalette.color(share * InventionPalette.FULL);
                  return new Stop(
                      share, Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff));
                })
            .toList();
    return new Background(
        new BackgroundFill(
            new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops),
            new CornerRadii(3),
            Insets.EMPTY));
  }

  private static Label end(String key) {
    Label label = new Label(TEXTS.get(key));
    label.getStyleClass().add("caption");
    return label;
  }

  private static Region grow() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
