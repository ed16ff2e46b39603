package org.ctsr.app.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.ctsr.app.fx.Choosers;
import org.ctsr.app.fx.Icons;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;

/** What is different for the selected photos. */
final class OwnSettingsBar extends HBox {
  private static final Messages TEXTS = Messages.of(OwnSettingsBar.class);
  private static final List<Double> REALNESS =
      List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
  private static final double SCALE_STEP = 0.5;

  /** As long as no model is known. */
  private static final int MOST_SCALE = 4;

  private final BatchViewModel model;
  private final Supplier<List<BatchRow>> selected;
  private final Choosers choosers;
  private final ChoiceBox<Choice<String>> network;
  private final ChoiceBox<Choice<Double>> realness;
  private final ChoiceBox<Choice<Double>> scale;
  private final ChoiceBox<Choice<BatchFormat>> format;
  private boolean showing;

  /** A value to choose; null is as for all. */
  private record Choice<T>(@Nullable T value) {}

  OwnSettingsBar(BatchViewModel model, Supplier<List<BatchRow>> selected, Choosers choosers) {
    super(8);
    this.model = model;
    this.selected = selected;
    this.choosers = choosers;
    setId("batch-own");
    getStyleClass().add("batch-own");
    setAlignment(Pos.CENTER_LEFT);
    Label name = new Label(TEXTS.get("own"));
    name.getStyleClass().add("form-name");
    network = choices("model", List.of(), value -> TEXTS.get("own.model", title(value)));
    realness = choices("realness", REALNESS, value -> TEXTS.get("own.realness", number(value)));
    scale = choices("scale", List.of(), value -> TEXTS.get("own.scale", number(value)));
    format =
        choices("format", List.of(BatchFormat.values()), value -> TEXTS.get("format." + value));
    listen(network, OwnSettings::withModel);
    listen(realness, OwnSettings::withRealness);
    listen(scale, OwnSettings::withScale);
    listen(format, OwnSettings::withFormat);
    Button mask = new Button(TEXTS.get("own.mask"));
    mask.setId("batch-own-mask");
    mask.setOnAction(event -> chooseMask());
    Icons.named(mask, TEXTS.get("own.mask.tip"));
    Button noMask = new Button(TEXTS.get("own.mask.none"));
    noMask.setId("batch-own-mask-none");
    noMask.setOnAction(event -> change(own -> own.withMask(null)));
    // What does not fit is taken from the choices, which can be opened.
    List.of(name, mask, noMask).forEach(control -> control.setMinWidth(USE_PREF_SIZE));
    getChildren().addAll(name, network, realness, scale, format, mask, noMask);
    model.models().subscribe(this::list);
    model.modelProperty().subscribe(now -> look());
    list();
  }

  /** In words; empty if nothing is different. */
  static String text(OwnSettings own) {
    StringBuilder text = new StringBuilder();
    Double ownRealness = own.realness();
    Double ownScale = own.scale();
    String ownModel = own.model();
    if (ownModel != null) {
      text.append(TEXTS.get("own.model", ownModel)).append("  ");
    }
    if (ownRealness != null) {
      text.append(TEXTS.get("own.realness", number(ownRealness))).append("  ");
    }
    if (ownScale != null) {
      text.append(TEXTS.get("own.scale", number(ownScale))).append("  ");
    }
    if (own.format() != null) {
      text.append(TEXTS.get("format." + own.format())).append("  ");
    }
    String mask = own.mask();
    if (mask != null) {
      Path name = Path.of(mask).getFileName();
      text.append(TEXTS.get("own.mask.named", name == null ? mask : name));
    }
    return text.toString().strip();
  }

  private static String number(double value) {
    return String.format(Locale.getDefault(), value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }

  private static <T> ChoiceBox<Choice<T>> choices(
      String key, List<T> values, Function<T, String> text) {
    ChoiceBox<Choice<T>> box = new ChoiceBox<>();
    box.setId("batch-own-" + key);
    box.setAccessibleText(TEXTS.get(key));
    box.getItems().add(new Choice<>(null));
    values.forEach(value -> box.getItems().add(new Choice<>(value)));
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Choice<T> choice) {
            T value = choice == null ? null : choice.value();
            return value == null ? TEXTS.get("own.common." + key) : text.apply(value);
          }

          @Override
          public Choice<T> fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed here");
          }
        });
    return box;
  }

  /** Offers the models there are. */
  private void list() {
    showing = true;
    network.getItems().setAll(List.of(new Choice<>(null)));
    model.models().forEach(each -> network.getItems().add(new Choice<>(each.name())));
    showing = false;
    look();
  }

  private String title(String name) {
    return known(name).map(BatchModel::title).orElse(name);
  }

  private Optional<BatchModel> known(String name) {
    return model.models().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Offers the scales that the models of all these photos have. */
  private void listScales(List<BatchRow> rows) {
    BatchModel common = model.modelProperty().get();
    int all = common == null ? MOST_SCALE : common.scale();
    int most = rows.isEmpty() ? all : Integer.MAX_VALUE;
    for (BatchRow row : rows) {
      String own = row.own().model();
      most = Math.min(most, own == null ? all : known(own).map(BatchModel::scale).orElse(all));
    }
    List<Choice<Double>> offered = new ArrayList<>();
    offered.add(new Choice<>(null));
    for (double each = 1; each <= most; each += SCALE_STEP) {
      offered.add(new Choice<>(each));
    }
    if (!scale.getItems().equals(offered)) {
      scale.getItems().setAll(offered);
    }
  }

  private interface Change<T> {
    OwnSettings apply(OwnSettings own, @Nullable T value);
  }

  private <T> void listen(ChoiceBox<Choice<T>> box, Change<T> how) {
    box.valueProperty()
        .addListener(
            (property, old, chosen) -> {
              if (!showing && chosen != null) {
                change(own -> how.apply(own, chosen.value()));
              }
            });
  }

  private void change(java.util.function.UnaryOperator<OwnSettings> how) {
    model.changeOwn(selected.get(), how);
  }

  /** Shows what the selected photos have in common. */
  void look() {
    List<BatchRow> rows = selected.get().stream().filter(row -> !row.isRefused()).toList();
    setDisable(rows.isEmpty() || model.stateProperty().get() != BatchViewModel.State.IDLE);
    showing = true;
    listScales(rows);
    show(network, rows, OwnSettings::model);
    show(realness, rows, OwnSettings::realness);
    show(scale, rows, OwnSettings::scale);
    show(format, rows, OwnSettings::format);
    showing = false;
  }

  private static <T> void show(
      ChoiceBox<Choice<T>> box, List<BatchRow> rows, Function<OwnSettings, @Nullable T> of) {
    T common = rows.isEmpty() ? null : of.apply(rows.get(0).own());
    boolean same = rows.stream().allMatch(row -> Objects.equals(of.apply(row.own()), common));
    Choice<T> choice = same ? new Choice<>(common) : null;
    if (choice != null && !box.getItems().contains(choice)) {
      box.getItems().add(choice); // kept from an edited file
    }
    box.setValue(choice);
  }

  private void chooseMask() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(TEXTS.get("own.mask.tip"));
    List<BatchRow> rows = selected.get();
    choosers.open(
        "mask",
        this,
        chooser,
        chosen -> model.changeOwn(rows, own -> own.withMask(chosen.toString())));
  }
}
