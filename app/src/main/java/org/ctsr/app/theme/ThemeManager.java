package org.ctsr.app.theme;

import atlantafx.base.theme.CupertinoDark;
import atlantafx.base.theme.CupertinoLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.DialogPane;
import javafx.scene.text.Font;
import org.ctsr.app.fx.Latest;

/** Gives windows the light or the dark look. Used on the FX thread. */
public final class ThemeManager {
  private static final String FONTS = "/com/formdev/flatlaf/fonts/inter/";

  private final Supplier<Optional<Boolean>> systemIsDark;
  private final Executor background;
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(true);
  private final Set<Parent> roots = Collections.newSetFromMap(new WeakHashMap<>());
  private final Latest questions = new Latest();
  private Appearance appearance;
  private boolean closed;

  /**
   * @param systemIsDark asks the desktop, see {@link SystemAppearance#isDark()}
   * @param background runs that question
   * @param wanted what the user wants
   * @param known what the desktop has said before, so that it need not be asked now
   */
  public ThemeManager(
      Supplier<Optional<Boolean>> systemIsDark,
      Executor background,
      Appearance wanted,
      Optional<Boolean> known) {
    this.systemIsDark = systemIsDark;
    this.background = background;
    appearance = wanted;
    dark.set(wanted == Appearance.SYSTEM ? known.orElse(true) : wanted == Appearance.DARK);
    for (String font : List.of("Regular", "SemiBold", "Bold", "Italic")) {
      loadFont(FONTS + "Inter-" + font + ".otf");
    }
    apply();
    if (known.isEmpty()) {
      refresh();
    }
  }

  private static void loadFont(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(
            ThemeManager.class.getResourceAsStream(resource), () -> "no font " + resource)) {
      Font.loadFont(stream, 13);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the look is dark now. */
  public ReadOnlyBooleanProperty darkProperty() {
    return dark.getReadOnlyProperty();
  }

  /** Changes what the user wants. */
  public void setAppearance(Appearance wanted) {
    if (wanted == appearance) {
      return;
    }
    appearance = wanted;
    if (wanted == Appearance.SYSTEM) {
      refresh();
    } else {
      setDark(wanted == Appearance.DARK);
    }
  }

  /** Asks the desktop again, in the background; call when a window gets the focus. */
  public void refresh() {
    if (closed || appearance != Appearance.SYSTEM) {
      return;
    }
    Latest.Request mine = questions.next();
    background.execute(
        () -> {
          // A photo is judged best on a dark surround, so that is the answer where none is given.
          boolean answer = systemIsDark.get().orElse(true);
          Platform.runLater(
              () -> {
                // A desktop that is slow to answer may have been asked again meanwhile.
                if (mine.isLatest() && appearance == Appearance.SYSTEM) {
                  setDark(answer);
                }
              });
        });
  }

  /** Asks the desktop no more: a window being closed may get the focus once again. */
  public void close() {
    closed = true;
  }

  private void setDark(boolean value) {
    if (dark.get() != value) {
      dark.set(value);
      apply();
    }
  }

  private void apply() {
    Application.setUserAgentStylesheet(
        dark.get()
            ? new CupertinoDark().getUserAgentStylesheet()
            : new CupertinoLight().getUserAgentStylesheet());
    roots.forEach(this::mark);
  }

  /** Gives a window the look, now and after changes. */
  public void style(Scene scene) {
    scene.getStylesheets().add(stylesheet());
    roots.add(scene.getRoot());
    mark(scene.getRoot());
  }

  /** Gives a dialog the look, now and after changes. */
  public void style(DialogPane dialog) {
    dialog.getStylesheets().add(stylesheet());
    roots.add(dialog);
    mark(dialog);
  }

  private static String stylesheet() {
    return Objects.requireNonNull(
            ThemeManager.class.getResource("studio.css"), "studio.css is missing")
        .toExternalForm();
  }

  private void mark(Parent root) {
    ObservableList<String> classes = root.getStyleClass();
    if (!classes.contains("studio")) {
      classes.add("studio");
    }
    classes.removeAll("studio-dark", "studio-light");
    classes.add(dark.get() ? "studio-dark" : "studio-light");
  }
}
