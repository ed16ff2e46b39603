package org.ctsr.engine.image;

/** Reads photos. */
public final class PhotoReader {
  private PhotoReader() {}
}
