package org.ctsr.app.inspector;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Settings that were pinned, to flip between and compare. Used on the FX thread.
 *
 * @param <S> what a pin keeps, known to whoever makes pins
 */
public final class VariantsViewModel<S> {
  /** Most pins of one photo; more would not be comparable. */
  public static final int LIMIT = 9;

  /**
   * One pin.
   *
   * @param letter A, B, C ...
   * @param summary what it keeps, in words
   * @param settings what it keeps
   */
  public record Pin<S>(char letter, String summary, S settings) {}

  private final ObservableList<Pin<S>> pins = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable Pin<S>> shown = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Pin<S>> compared = new SimpleObjectProperty<>();
  private Supplier<Optional<S>> present = Optional::empty;
  private java.util.function.Function<S, String> summary = String::valueOf;
  private Consumer<S> apply = settings -> {};
  private @Nullable Pin<S> flipTo;

  /**
   * Connects the pins to what they keep.
   *
   * @param presentSettings the settings now; empty without a photo
   * @param inWords describes settings
   * @param applySettings makes settings the present ones
   */
  public void connect(
      Supplier<Optional<S>> presentSettings,
      java.util.function.Function<S, String> inWords,
      Consumer<S> applySettings) {
    present = presentSettings;
    summary = inWords;
    apply = applySettings;
  }

  /** The pins. */
  public ObservableList<Pin<S>> pins() {
    return pins;
  }

  /** The pin shown last, null after the settings were changed by hand. */
  public ObjectProperty<@Nullable Pin<S>> shownProperty() {
    return shown;
  }

  /** The pin that takes the place of the photo in comparisons; null for the photo itself. */
  public ObjectProperty<@Nullable Pin<S>> comparedProperty() {
    return compared;
  }

  /** Whether there are as many pins as there can be. */
  public BooleanBinding fullBinding() {
    return Bindings.size(pins).greaterThanOrEqualTo(LIMIT);
  }

  /** Pins the present settings. False if there is no photo or no room. */
  public boolean pin() {
    Optional<S> settings = present.get();
    if (settings.isEmpty() || pins.size() >= LIMIT) {
      return false;
    }
    Pin<S> pin = new Pin<>(freeLetter(), summary.apply(settings.get()), settings.get());
    pins.add(pin);
    remember(pin);
    return true;
  }

  private char freeLetter() {
    char letter = 'A';
    for (int i = 0; i < pins.size(); i++) {
      char tried = letter;
      if (pins.stream().anyMatch(pin -> pin.letter() == tried)) {
        letter++;
        i = -1;
      }
    }
    return letter;
  }

  /** Makes a pin's settings the present ones. */
  public void show(Pin<S> pin) {
    apply.accept(pin.settings());
    remember(pin);
  }

  private void remember(Pin<S> pin) {
    Pin<S> before = shown.get();
    if (before != null && before != pin) {
      flipTo = before;
    }
    shown.set(pin);
  }

  /** Goes back and forth between the last two pins shown. */
  public void flip() {
    if (pins.isEmpty()) {
      return;
    }
    Pin<S> target = flipTo;
    if (target == null || !pins.contains(target) || target == shown.get()) {
      int next = (pins.indexOf(shown.get()) + 1) % pins.size();
      target = pins.get(next);
    }
    show(target);
  }

  /** Compares with a pin, or, if that is compared with already, with the photo again. */
  public void toggleCompare(Pin<S> pin) {
    compared.set(compared.get() == pin ? null : pin);
  }

  /** Takes the pins of another photo in place of the present ones. */
  public void replaceAll(java.util.List<Pin<S>> others) {
    flipTo = null;
    shown.set(null);
    compared.set(null);
    pins.setAll(others);
  }

  /** Removes a pin. */
  public void remove(Pin<S> pin) {
    pins.remove(pin);
    if (shown.get() == pin) {
      shown.set(null);
    }
    if (compared.get() == pin) {
      compared.set(null);
    }
  }

  /** The settings were changed by hand, so no pin is shown. */
  public void changedByHand() {
    Pin<S> before = shown.get();
    if (before != null) {
      flipTo = before;
      shown.set(null);
    }
  }
}
