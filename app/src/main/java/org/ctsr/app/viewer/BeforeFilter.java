package org.ctsr.app.viewer;

/** How the photo is enlarged for comparing. */
public enum BeforeFilter {
  /** Cubic convolution: as good as a plain enlargement gets. */
  SMOOTH,
  /** The photo's pixels as squares. */
  NEAREST
}
