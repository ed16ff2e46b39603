package org.ctsr.engine.image;

/** What to do when the file to be written exists already. */
public enum ConflictPolicy {
  /** Refuse. */
  FAIL,
  /** Choose another name: {@code name-2.png}, {@code name-3.png}, ... */
  UNIQUE,
  /** Leave the existing file and write nothing. */
  SKIP,
  /** Replace it, even if it is the photo the result comes from. */
  OVERWRITE
}
