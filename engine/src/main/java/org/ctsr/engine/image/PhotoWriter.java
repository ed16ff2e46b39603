package org.ctsr.engine.image;

/** Writes photos. */
public final class PhotoWriter {
  private PhotoWriter() {}
}
