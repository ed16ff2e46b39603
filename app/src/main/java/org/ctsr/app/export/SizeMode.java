package org.ctsr.app.export;

/** How the size of the result is given. */
public enum SizeMode {
  /** As many times the photo as the model enlarges. */
  FULL,
  /** A factor, such as 2.5. */
  FACTOR,
  /** Width or height in pixels. */
  PIXELS,
  /** Width on paper. */
  PRINT
}
