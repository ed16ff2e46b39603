package org.ctsr.app.inspector;

/** How before and after are shown. */
public enum Comparison {
  /** Only the result. */
  NONE,
  /** Before left of a divider, the result right of it. */
  SPLIT,
  /** Both beside each other. */
  SIDE_BY_SIDE
}
