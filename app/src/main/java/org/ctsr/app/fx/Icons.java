package org.ctsr.app.fx;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons, and buttons that show only an icon yet have a name for everyone. */
public final class Icons {
  private Icons() {}

  /** An icon in the text's colour. */
  public static FontIcon of(Ikon ikon) {
    return new FontIcon(ikon);
  }

  /** Gives a button an icon, a tooltip and, for screen readers, the tooltip's text as its name. */
  public static <B extends ButtonBase> B on(B button, Ikon ikon, String name) {
    button.setGraphic(of(ikon));
    return named(button, name);
  }

  /**
   * Gives a button a tooltip, which for screen readers is its name; if it shows a text, that stays
   * the name, and the tooltip explains it.
   */
  public static <B extends ButtonBase> B named(B button, String name) {
    Tooltip tooltip = new Tooltip(name);
    tooltip.setShowDelay(Duration.millis(500));
    button.setTooltip(tooltip);
    String text = button.getText();
    if (text == null || text.isEmpty()) {
      button.setAccessibleText(name);
    } else {
      button.setAccessibleHelp(name);
    }
    return button;
  }
}
