package org.ctsr.app.inspector;

/** What the realness brush does where it goes. */
public enum BrushTool {
  /** Makes the picture more realistic. */
  RAISE,
  /** Makes it more faithful. */
  LOWER,
  /** Takes back what was painted. */
  ERASE
}
