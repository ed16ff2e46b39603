package org.ctsr.engine.image;

import java.io.IOException;

/**
 * A picture that comes row by row from the top, so that a writer never holds it whole. Pulled by
 * one thread.
 *
 * <p>Values are encoded like the photo they come from (its profile's encoding), in [0, 1].
 */
public interface RowSource {
  /** Pixels in a row. */
  int width();

  /** Rows. */
  int height();

  /** Whether the picture is grey: writers then store one channel, taken from red. */
  boolean isGrey();

  /** Whether {@link #nextRow} also delivers alpha. */
  boolean hasAlpha();

  /**
   * Delivers the next row; called exactly {@link #height()} times.
   *
   * @param row planes {@code [3 or 4][width]}: red, green, blue and, if {@link #hasAlpha()}, alpha
   * @throws IOException if the row could not be made
   * @throws java.util.concurrent.CancellationException if the work was cancelled
   */
  void nextRow(float[][] row) throws IOException;
}
