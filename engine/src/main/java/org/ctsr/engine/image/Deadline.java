package org.ctsr.engine.image;

import java.time.Duration;
import javax.imageio.IIOException;

/** When reading a photo has taken too long. Set by one thread, asked by others. */
final class Deadline {
  private final long start = System.nanoTime();
  private volatile Duration allowed;

  Deadline(Duration allowed) {
    this.allowed = allowed;
  }

  /** Gives more time to a photo that turned out large. */
  void extend(Duration by) {
    allowed = allowed.plus(by);
  }

  /** Nanoseconds left; negative once it has passed. */
  long left() {
    return allowed.toNanos() - (System.nanoTime() - start);
  }

  /**
   * @throws IIOException if it has passed
   */
  void check() throws IIOException {
    if (left() < 0) {
      throw new IIOException(reason());
    }
  }

  /** The end of a sentence about the photo. */
  String reason() {
    return "took longer than "
        + allowed.toSeconds()
        + " s to read and was given up; it is damaged, or on a disk or network that does not"
        + " answer";
  }
}
