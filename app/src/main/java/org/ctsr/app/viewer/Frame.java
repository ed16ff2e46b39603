package org.ctsr.app.viewer;

import java.util.function.Consumer;
import org.ctsr.engine.view.Viewport;

/**
 * A finished picture of the window.
 *
 * @param buffer its pixels, not to be read after {@link #presented} was called for the next frame
 * @param viewport what it shows (one side of it when comparing side by side)
 * @param split where it is divided when comparing so, share of the width
 * @param requestNanos {@link System#nanoTime} of the change it shows
 * @param renderNanos time it took to make
 * @param provisionalTiles tiles in it that are not final
 * @param whenPresented told when the window has shown it
 */
public record Frame(
    FrameBuffer buffer,
    Viewport viewport,
    double split,
    long requestNanos,
    long renderNanos,
    int provisionalTiles,
    Consumer<FrameBuffer> whenPresented) {
  /** Tells that the frame is on the screen; the next may be made. */
  public void presented() {
    whenPresented.accept(buffer);
  }
}
