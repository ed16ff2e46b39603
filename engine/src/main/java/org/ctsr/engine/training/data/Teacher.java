package org.ctsr.engine.training.data;

/** A network asked once for each patch. */
public interface Teacher {
  /** SHA-256 of its file, hexadecimal: answers of another file are never taken for its own. */
  String digest();

  /**
   * Enlarges a photo four times.
   *
   * @param small {@code (3, side, side)}, 8 bits a value
   * @return {@code (3, 4 side, 4 side)}, 8 bits a value
   */
  byte[] answer(byte[] small, int side);
}
