package org.ctsr.engine.image;

/** How finely a JPEG stores colours; brightness is always stored in full. */
public enum ChromaSampling {
  /** 4:4:4, a colour for each pixel. */
  FULL,
  /** 4:2:0, one for each square of two by two pixels. */
  HALF
}
