package org.ctsr.app;

/** What the middle of the window shows. */
enum StageState {
  /** How to begin. */
  WELCOME,
  /** A photo is being read. */
  OPENING,
  /** Why the photo cannot be shown. */
  PROBLEM,
  /** The photo. */
  PHOTO
}
