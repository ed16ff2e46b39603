package org.ctsr.app.fx;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Makes room for what a small window has none for. */
public final class Scrolling {
  private Scrolling() {}

  /** Fills the room there is with {@code content}, which scrolls where that is too little. */
  public static ScrollPane where(Region content) {
    ScrollPane scroll = new ScrollPane(new Filled(content));
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.setMinSize(0, 0);
    scroll.getStyleClass().add("content-scroll");
    return scroll;
  }

  /**
   * Says how high its content has to be as wide as it is now: a scroll pane asks without a width,
   * and would cut off what texts that wrap need.
   */
  private static final class Filled extends StackPane {
    Filled(Region content) {
      super(content);
      widthProperty().addListener((property, old, now) -> requestLayout());
    }

    @Override
    protected double computeMinHeight(double width) {
      return super.computeMinHeight(width < 0 && getWidth() > 0 ? getWidth() : width);
    }
  }
}
