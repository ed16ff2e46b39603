package org.ctsr.app;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ChangeListener;
import org.ctsr.app.engine.EngineSession;
import org.ctsr.app.engine.LoadedModel;
import org.ctsr.app.fx.Messages;
import org.ctsr.app.inspector.BrushTool;
import org.ctsr.app.inspector.BrushViewModel;
import org.ctsr.app.inspector.Comparison;
import org.ctsr.app.inspector.InspectorViewModel;
import org.ctsr.app.inspector.VariantsViewModel.Pin;
import org.ctsr.app.mainwindow.WindowState;
import org.ctsr.app.parts.Variant;
import org.ctsr.app.viewer.BeforeFilter;
import org.ctsr.app.viewer.Comparand;
import org.ctsr.app.viewer.CompareMode;
import org.ctsr.app.viewer.PhotoSession;
import org.ctsr.app.viewer.RealnessMask;
import org.ctsr.app.viewer.ViewerViewModel;
import org.ctsr.engine.image.RgbImage;
import org.ctsr.engine.render.Realness;
import org.jspecify.annotations.Nullable;

/** Keeps the inspector and the viewer, which do not know each other, in step. */
final class ViewerBinding {
  private static final Messages TEXTS = Messages.of(ViewerBinding.class);

  private final EngineSession engine;
  private final ViewerViewModel viewer;
  private final InspectorViewModel<Variant> inspector;
  private final WindowState window;
  private boolean showingVariant;

  ViewerBinding(
      EngineSession engine,
      ViewerViewModel viewer,
      InspectorViewModel<Variant> inspector,
      WindowState window) {
    this.engine = engine;
    this.viewer = viewer;
    this.inspector = inspector;
    this.window = window;
  }

  /** Connects everything. */
  void bind() {
    inspector.realnessProperty().bindBidirectional(viewer.realnessProperty());
    viewer
        .inventedOverlayProperty()
        .bind(inspector.overlayProperty().and(inspector.hasRealnessProperty()));
    inspector.photoOpenProperty().bind(window.photoOpenProperty());
    window.zoomProperty().bind(viewer.placement().zoomProperty());
    window.holdOriginalProperty().bindBidirectional(viewer.holdOriginalProperty());
    inspector
        .comparisonProperty()
        .subscribe(mode -> viewer.compareModeProperty().set(toViewer(mode)));
    inspector
        .nearestProperty()
        .subscribe(
            nearest ->
                viewer
                    .beforeFilterProperty()
                    .set(nearest ? BeforeFilter.NEAREST : BeforeFilter.SMOOTH));
    viewer
        .statusProperty()
        .subscribe(
            status -> inspector.setAgreement(status.agreementDecibels(), status.agreementShare()));
    bindBrush();
    bindVariants();
  }

  private static CompareMode toViewer(Comparison mode) {
    return switch (mode) {
      case NONE -> CompareMode.NONE;
      case SPLIT -> CompareMode.SPLIT;
      case SIDE_BY_SIDE -> CompareMode.SIDE_BY_SIDE;
    };
  }

  private void bindBrush() {
    BrushViewModel brush = inspector.brush();
    ReadOnlyBooleanProperty usable = inspector.hasRealnessProperty();
    viewer.painting().activeProperty().bind(brush.activeProperty().and(usable));
    brush.softnessProperty().bindBidirectional(viewer.painting().softnessProperty());
    brush
        .sizeProperty()
        .subscribe(size -> viewer.painting().radiusProperty().set(size.doubleValue() / 2));
    viewer
        .painting()
        .radiusProperty()
        .subscribe(radius -> brush.sizeProperty().set(radius.doubleValue() * 2));
    Runnable strength =
        () -> {
          BrushTool tool = brush.toolProperty().get();
          double amount = brush.strengthProperty().get();
          viewer.painting().eraseProperty().set(tool == BrushTool.ERASE);
          viewer.painting().strengthProperty().set(tool == BrushTool.LOWER ? -amount : amount);
        };
    brush.toolProperty().subscribe(strength);
    brush.strengthProperty().subscribe(strength);
    strength.run();
    brush.paintedProperty().bind(viewer.painting().paintedProperty());
    brush.undoableProperty().bind(viewer.painting().canUndoProperty().and(usable));
    brush.redoableProperty().bind(viewer.painting().canRedoProperty().and(usable));
  }

  private void bindVariants() {
    inspector.variants().connect(this::present, this::inWords, this::show);
    ChangeListener<Object> byHand =
        (property, old, now) -> {
          if (!showingVariant) {
            inspector.variants().changedByHand();
          }
        };
    viewer.realnessProperty().addListener(byHand);
    viewer.painting().changesProperty().addListener(byHand);
    inspector.variants().comparedProperty().addListener((property, old, pin) -> compare(pin));
  }

  /** The settings now; empty without a photo. */
  private Optional<Variant> present() {
    return Optional.ofNullable(viewer.enlargementNow())
        .map(
            enlargement ->
                new Variant(
                    modelName(),
                    enlargement,
                    inspector.realnessProperty().get(),
                    viewer.painting().copy()));
  }

  private String modelName() {
    LoadedModel model = engine.model();
    return model == null ? "" : model.modelPackage().name();
  }

  private String inWords(Variant variant) {
    String words =
        TEXTS.get(
            variant.painted() == null ? "pin.summary" : "pin.summary.painted", variant.realness());
    boolean sameModel =
        inspector.variants().pins().stream()
            .allMatch(pin -> pin.settings().model().equals(variant.model()));
    if (sameModel) {
      return words;
    }
    return inspector.models().stream()
        .filter(choice -> choice.name().equals(variant.model()))
        .findFirst()
        .map(choice -> TEXTS.get("pin.other", words, choice.title()))
        .orElse(words);
  }

  private void show(Variant variant) {
    showingVariant = true;
    try {
      inspector.models().stream()
          .filter(choice -> choice.name().equals(variant.model()))
          .findFirst()
          .ifPresent(choice -> inspector.modelProperty().set(choice));
      viewer.painting().restore(variant.painted());
      viewer.realnessProperty().set(variant.realness());
    } finally {
      showingVariant = false;
    }
  }

  private void compare(@Nullable Pin<Variant> pin) {
    PhotoSession photo = viewer.photoProperty().get();
    if (pin == null || photo == null) {
      viewer.comparedProperty().set(null);
      return;
    }
    Variant variant = pin.settings();
    float[] painted = variant.painted();
    RgbImage image = photo.photo().image();
    Realness realness =
        painted == null
            ? Realness.of(variant.realness())
            : RealnessMask.of(image.width(), image.height(), painted, variant.realness());
    viewer
        .comparedProperty()
        .set(new Comparand(engine.sourceOf(image, variant.enlargement()), realness));
    if (inspector.comparisonProperty().get() == Comparison.NONE) {
      inspector.comparisonProperty().set(Comparison.SPLIT);
    }
  }
}
