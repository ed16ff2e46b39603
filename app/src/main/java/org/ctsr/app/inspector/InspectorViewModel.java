package org.ctsr.app.inspector;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;

/**
 * What the inspector shows and changes. Used on the FX thread.
 *
 * @param <S> settings a variant keeps
 */
public final class InspectorViewModel<S> {
  /** One press of a key. */
  public static final double STEP = 0.05;

  /** One press with the shift key. */
  public static final double FINE_STEP = 0.01;

  private static final Messages TEXTS = Messages.of(InspectorViewModel.class);

  private static final int DECIMALS = 100;

  private final ObservableList<ModelChoice> models = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable ModelChoice> model = new SimpleObjectProperty<>();
  private Runnable manageModels = () -> {};
  private Runnable trainModel = () -> {};
  private final StringProperty modelProblem = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper hasRealness = new ReadOnlyBooleanWrapper();
  private final BooleanProperty photoOpen = new SimpleBooleanProperty();
  private final DoubleProperty realness = new SimpleDoubleProperty(0.5);
  private final DoubleProperty defaultRealness = new SimpleDoubleProperty(0.5);
  private final ReadOnlyStringWrapper agreement =
      new ReadOnlyStringWrapper(TEXTS.get("agreement.unknown"));
  private final BooleanProperty overlay = new SimpleBooleanProperty();
  private final ObjectProperty<Comparison> comparison = new SimpleObjectProperty<>(Comparison.NONE);
  private final BooleanProperty nearest = new SimpleBooleanProperty();
  private final BrushViewModel brush = new BrushViewModel();
  private final VariantsViewModel<S> variants = new VariantsViewModel<>();

  /** With no model chosen. */
  public InspectorViewModel() {
    hasRealness.bind(
        Bindings.createBooleanBinding(
            () -> {
              ModelChoice choice = model.get();
              return choice == null || choice.hasRealness();
            },
            model));
  }

  /** Says what the buttons beside the model's name do. */
  public void setModelActions(Runnable manage, Runnable train) {
    manageModels = manage;
    trainModel = train;
  }

  void manageModels() {
    manageModels.run();
  }

  void trainModel() {
    trainModel.run();
  }

  /** Models to choose from. */
  public ObservableList<ModelChoice> models() {
    return models;
  }

  /** The model in use, null if there is none. */
  public ObjectProperty<@Nullable ModelChoice> modelProperty() {
    return model;
  }

  /** Why there is no usable model; empty if there is one. */
  public StringProperty modelProblemProperty() {
    return modelProblem;
  }

  /**
   * Whether realness changes anything: false while the model in use has no slider. What is painted
   * or marked stays then, and is there again with a model that has one.
   */
  public ReadOnlyBooleanProperty hasRealnessProperty() {
    return hasRealness.getReadOnlyProperty();
  }

  /** Whether a photo is shown. */
  public BooleanProperty photoOpenProperty() {
    return photoOpen;
  }

  /** t in [0, 1]. */
  public DoubleProperty realnessProperty() {
    return realness;
  }

  /** What a double click on the slider goes back to. */
  public DoubleProperty defaultRealnessProperty() {
    return defaultRealness;
  }

  /** How well the result agrees with the photo, in words. */
  public ReadOnlyStringProperty agreementProperty() {
    return agreement.getReadOnlyProperty();
  }

  /**
   * Says how well it agrees.
   *
   * @param decibels PSNR in dB of the result reduced to the photo's size against the photo; NaN if
   *     unknown
   * @param share of the photo that was measured; the number is final at 1
   */
  public void setAgreement(double decibels, double share) {
    agreement.set(
        Double.isNaN(decibels)
            ? TEXTS.get("agreement.unknown")
            : TEXTS.get(share < 1 ? "agreement.partial" : "agreement", decibels));
  }

  /** Whether invented detail is to be marked, where a model has some. */
  public BooleanProperty overlayProperty() {
    return overlay;
  }

  /** How before and after are shown. */
  public ObjectProperty<Comparison> comparisonProperty() {
    return comparison;
  }

  /** Whether "before" shows the photo's pixels as squares rather than smoothly enlarged. */
  public BooleanProperty nearestProperty() {
    return nearest;
  }

  /** The brush. */
  public BrushViewModel brush() {
    return brush;
  }

  /** The pins. */
  public VariantsViewModel<S> variants() {
    return variants;
  }

  /** Raises or lowers realness, kept in range and on hundredths. */
  public void stepRealness(double step) {
    setRealness(realness.get() + step);
  }

  /**
   * Sets realness, kept in range and on hundredths. NaN changes nothing, nor does anything with a
   * model without realness or while no photo is open: the one before may still be seen while the
   * next is read.
   */
  public void setRealness(double value) {
    if (photoOpen.get() && hasRealness.get() && !Double.isNaN(value)) {
      double rounded = Math.rint(value * DECIMALS) / DECIMALS;
      realness.set(Math.max(0, Math.min(1, rounded)));
    }
  }

  /** Goes back to the model's own realness. */
  public void resetRealness() {
    setRealness(defaultRealness.get());
  }
}
