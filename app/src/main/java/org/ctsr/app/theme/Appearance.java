package org.ctsr.app.theme;

/** Which look the user wants. */
public enum Appearance {
  /** As the system is set. */
  SYSTEM,
  /** Light. */
  LIGHT,
  /** Dark. */
  DARK
}
