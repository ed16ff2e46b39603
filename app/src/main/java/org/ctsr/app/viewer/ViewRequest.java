package org.ctsr.app.viewer;

import org.ctsr.engine.render.Realness;
import org.ctsr.engine.view.Agreement;
import org.ctsr.engine.view.ViewSource;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides a frame.
 *
 * @param source the photo and its tiles
 * @param agreement where its agreement with the photo is measured
 * @param width columns of the window, screen pixels
 * @param height rows of the window
 * @param viewport what is shown, of one side's size when comparing side by side
 * @param realness t
 * @param compared the result that is shown in the photo's place; null for the photo itself
 * @param tintBase where a map differs from this it is tinted; NaN for no tint
 * @param compare how before and after are shown
 * @param split position of the divider, share of the window
 * @param original whether the photo is shown in place of the result
 * @param beforeFilter how the photo is enlarged
 * @param invented whether invented detail is shown in place of the result
 * @param nanos {@link System#nanoTime} of the change that led to it
 */
record ViewRequest(
    ViewSource source,
    Agreement agreement,
    int width,
    int height,
    Viewport viewport,
    Realness realness,
    @Nullable Comparand compared,
    float tintBase,
    CompareMode compare,
    double split,
    boolean original,
    BeforeFilter beforeFilter,
    boolean invented,
    long nanos) {
  /** Whether the enlarged photo is in the frame. */
  boolean showsBefore() {
    return original || (compare != CompareMode.NONE && compared == null);
  }

  /** The source of what is compared with, if that is a result of another model; null otherwise. */
  @Nullable ViewSource otherModel() {
    Comparand other = compared;
    return original
            || compare == CompareMode.NONE
            || other == null
            || other.source().isOfModelOf(source)
        ? null
        : other.source();
  }

  /** Whether the result is in the frame. */
  boolean showsAfter() {
    return !original;
  }
}
