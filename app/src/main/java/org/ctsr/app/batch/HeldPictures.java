package org.ctsr.app.batch;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The rows whose pictures stay in memory: those last in view. Used on the FX thread. */
final class HeldPictures {
  private final int most;

  /** The one longest out of view first. */
  private final Set<BatchRow> rows = new LinkedHashSet<>();

  /**
   * @param most pictures held; more than can be in view at once
   */
  HeldPictures(int most) {
    this.most = most;
  }

  /** Says that a row with a picture is in view, and drops the picture that was so least lately. */
  void touch(BatchRow row) {
    rows.remove(row);
    rows.add(row);
    if (rows.size() > most) {
      Iterator<BatchRow> eldest = rows.iterator();
      BatchRow dropped = eldest.next();
      eldest.remove();
      dropped.dropPicture();
    }
  }
}
