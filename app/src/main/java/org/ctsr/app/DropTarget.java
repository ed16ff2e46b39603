package org.ctsr.app;

/** Where what is dragged over the window would go. */
enum DropTarget {
  /** Nothing is dragged, or nothing that can be used. */
  NONE,
  /** Opened in the strip. */
  OPEN,
  /** Added to the batch. */
  BATCH
}
