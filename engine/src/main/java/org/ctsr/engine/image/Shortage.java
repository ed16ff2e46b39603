package org.ctsr.engine.image;

import org.jspecify.annotations.Nullable;

/**
 * What there was too little of for a photo. Messages say so in words; this is for those who know
 * how more of it is to be had where they are used.
 */
public enum Shortage {
  /** More pixels than {@link ReadLimits#maxPixels} were allowed. */
  PIXEL_LIMIT,
  /** Memory for the program. */
  MEMORY;

  /** What a failure is due to; null if to something else. */
  public static @Nullable Shortage of(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return MEMORY;
      }
      if (cause instanceof PhotoException photo && photo.shortage() != null) {
        return photo.shortage();
      }
    }
    return null;
  }
}
