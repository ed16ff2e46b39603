package org.ctsr.app.mainwindow;

/** Where what is dragged over the window would go. */
public enum DropTarget {
  /** Nothing is dragged, or nothing that can be used. */
  NONE,
  /** Opened in the strip. */
  OPEN,
  /** Added to the batch. */
  BATCH
}
