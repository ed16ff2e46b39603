package org.ctsr.app.batch;

import org.jspecify.annotations.Nullable;

/**
 * A photo to be put in the list.
 *
 * @param photo the file
 * @param own what is different for it
 * @param common name of the model all photos were to have when it was kept; null if none is known
 */
record BatchEntry(BatchPhoto photo, OwnSettings own, @Nullable String common) {
  /** For a photo that takes the model there is. */
  BatchEntry(BatchPhoto photo, OwnSettings own) {
    this(photo, own, null);
  }
}
