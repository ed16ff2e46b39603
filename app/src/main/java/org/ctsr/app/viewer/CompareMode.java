package org.ctsr.app.viewer;

/** How the enlarged photo ("before") and the result ("after") are shown. */
public enum CompareMode {
  /** The result alone. */
  NONE,
  /** The photo to the left of a divider, the result to the right of it. */
  SPLIT,
  /** The same place twice: the photo in the left half of the window, the result in the right. */
  SIDE_BY_SIDE
}
