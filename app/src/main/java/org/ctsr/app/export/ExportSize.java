package org.ctsr.app.export;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.ctsr.app.export.ExportViewModel.Source;
import org.ctsr.app.fx.Messages;
import org.jspecify.annotations.Nullable;

/** How large the result is to be, in the unit it is given in. Used on the FX thread. */
public final class ExportSize {
  private static final Messages TEXTS = Messages.of(ExportSize.class);
  private static final double CM_PER_INCH = 2.54;
  // Rounding a size in centimetres to pixels may exceed the full size by a pixel.
  private static final double TOLERANCE = 1.001;

  private final Source source;
  private final ObjectProperty<SizeMode> mode = new SimpleObjectProperty<>(SizeMode.FULL);
  private final DoubleProperty factor = new SimpleDoubleProperty();
  private final IntegerProperty width = new SimpleIntegerProperty();
  private final IntegerProperty height = new SimpleIntegerProperty();
  private final DoubleProperty printWidth = new SimpleDoubleProperty(30);
  private final DoubleProperty dotsPerInch = new SimpleDoubleProperty(300);
  private boolean following;

  /** What was chosen last and is too large for this photo, until the user chooses. */
  private @Nullable SizeChoice unfit;

  /**
   * @param last how the size was given last; if this photo cannot be as large it is the full size
   */
  ExportSize(Source source, SizeChoice last) {
    this.source = source;
    factor.set(source.scale());
    width.set(source.width() * source.scale());
    height.set(source.height() * source.scale());
    dotsPerInch.set(last.dotsPerInch());
    width.addListener((property, old, value) -> followWidth(value.intValue()));
    height.addListener((property, old, value) -> followHeight(value.intValue()));
    if (fits(last)) {
      choose(last);
    } else {
      unfit = last;
    }
    whenChanged(observable -> unfit = null);
  }

  private boolean fits(SizeChoice last) {
    return switch (last.mode()) {
      case FULL -> true;
      case FACTOR -> last.value() <= source.scale();
      case PIXELS -> last.value() <= longestSide() * source.scale();
      case PRINT ->
          onPaper(last.value(), last.dotsPerInch()) <= source.width() * source.scale() * TOLERANCE;
    };
  }

  private void choose(SizeChoice last) {
    mode.set(last.mode());
    switch (last.mode()) {
      case FULL -> {}
      case FACTOR -> factor.set(last.value());
      case PIXELS ->
          (source.width() >= source.height() ? width : height).set((int) Math.round(last.value()));
      case PRINT -> printWidth.set(last.value());
    }
  }

  /** How the size is given, for the next photo. */
  public SizeChoice choice() {
    return unfit != null
        ? unfit
        : new SizeChoice(
            mode.get(),
            switch (mode.get()) {
              case FULL -> 0;
              case FACTOR -> factor.get();
              case PIXELS -> Math.max(width.get(), height.get());
              case PRINT -> printWidth.get();
            },
            dotsPerInch.get());
  }

  private int longestSide() {
    return Math.max(source.width(), source.height());
  }

  /** Pixels. */
  private static double onPaper(double centimetres, double dotsPerInch) {
    return centimetres / CM_PER_INCH * dotsPerInch;
  }

  /** Has something told when the size is another, or is given in another way. */
  void whenChanged(InvalidationListener listener) {
    mode.addListener(listener);
    factor.addListener(listener);
    width.addListener(listener);
    height.addListener(listener);
    printWidth.addListener(listener);
    dotsPerInch.addListener(listener);
  }

  private void followWidth(int value) {
    if (!following) {
      following = true;
      height.set((int) Math.max(1, Math.round((double) value * source.height() / source.width())));
      following = false;
    }
  }

  private void followHeight(int value) {
    if (!following) {
      following = true;
      width.set((int) Math.max(1, Math.round((double) value * source.width() / source.height())));
      following = false;
    }
  }

  private double wanted() {
    return switch (mode.get()) {
      case FULL -> source.scale();
      case FACTOR -> factor.get();
      // The longest side, as the other one was rounded: so both are what is typed or shown.
      case PIXELS -> (double) Math.max(width.get(), height.get()) / longestSide();
      case PRINT -> onPaper(printWidth.get(), dotsPerInch.get()) / source.width();
    };
  }

  /** How many times as wide and high as the photo; not what can be while there is a problem. */
  double scale() {
    double wanted = wanted();
    return wanted > source.scale() && wanted <= source.scale() * TOLERANCE
        ? source.scale()
        : wanted;
  }

  /** Pixels in a row of the result. */
  int resultWidth() {
    return (int) Math.round(source.width() * scale());
  }

  /** Rows of the result. */
  int resultHeight() {
    return (int) Math.round(source.height() * scale());
  }

  /** The resolution to record; 0 for the photo's. */
  double recordedDotsPerInch() {
    return mode.get() == SizeMode.PRINT ? dotsPerInch.get() : 0;
  }

  /** Why the result cannot be as large, or as small. */
  Optional<String> problem() {
    if (wanted() > source.scale() * TOLERANCE) {
      return Optional.of(TEXTS.get("problem.large", source.scale()));
    }
    if (resultWidth() < 1 || resultHeight() < 1 || !(wanted() > 0)) {
      return Optional.of(TEXTS.get("problem.small"));
    }
    return Optional.empty();
  }

  /** How the size is given. */
  public ObjectProperty<SizeMode> modeProperty() {
    return mode;
  }

  /** Factor, for {@link SizeMode#FACTOR}. */
  public DoubleProperty factorProperty() {
    return factor;
  }

  /** Pixels in a row, for {@link SizeMode#PIXELS}; the height follows. */
  public IntegerProperty widthProperty() {
    return width;
  }

  /** Rows, for {@link SizeMode#PIXELS}; the width follows. */
  public IntegerProperty heightProperty() {
    return height;
  }

  /** Width on paper in centimetres, for {@link SizeMode#PRINT}. */
  public DoubleProperty printWidthProperty() {
    return printWidth;
  }

  /** Dots per inch, for {@link SizeMode#PRINT}. */
  public DoubleProperty dotsPerInchProperty() {
    return dotsPerInch;
  }
}
