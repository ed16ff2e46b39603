package org.ctsr.app.mainwindow;

/** What the middle of the window shows. */
public enum StageState {
  /** How to begin. */
  WELCOME,
  /** A photo is being read. */
  OPENING,
  /** Why the photo cannot be shown. */
  PROBLEM,
  /** The photo. */
  PHOTO
}
