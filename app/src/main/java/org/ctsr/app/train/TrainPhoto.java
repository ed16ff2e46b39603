package org.ctsr.app.train;

import java.nio.file.Path;

/**
 * A photo somebody wants to train on.
 *
 * @param width pixels in a row; 0 if it cannot be read
 * @param height rows
 * @param problem why it cannot be used; empty if it can
 */
public record TrainPhoto(Path file, int width, int height, String problem) {
  /** Whether training can use it. */
  public boolean isUsable() {
    return problem.isEmpty();
  }

  /** Pixels in all. */
  public long pixels() {
    return (long) width * height;
  }
}
