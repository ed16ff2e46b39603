package org.ctsr.engine.inference;

import org.jspecify.annotations.Nullable;

/**
 * What running a bare TorchScript file has shown.
 *
 * @param channels 3 for an image, 9 for three basis images
 * @param scale how much larger the result is, in each direction
 * @param minimumSize smallest side it accepts of those tried, LR pixels
 * @param halo smallest halo of those tried whose tiles stay within 1/255 of the whole picture; -1
 *     if none did
 * @param precision type of the parameters; null if they are of several types, which inference takes
 *     and training does not
 * @param bytes size of the file
 * @param secondsAMegapixel time for a million pixels of its result
 */
public record NetworkFacts(
    int channels,
    int scale,
    int minimumSize,
    int halo,
    @Nullable String precision,
    long bytes,
    double secondsAMegapixel) {
  private static final int STUDENT_CHANNELS = 9;

  /** Whether it predicts basis images. */
  public boolean isStudent() {
    return channels == STUDENT_CHANNELS;
  }
}
