package org.ctsr.engine.image;

/**
 * How to write a JPEG.
 *
 * @param quality 1 to 100
 * @param chroma how finely colours are stored
 * @param progressive whether a browser can show the whole picture early, coarse at first; such a
 *     file is a little smaller too, but has to be held in memory while it is written
 */
public record JpegSettings(int quality, ChromaSampling chroma, boolean progressive) {
  /** Quality 92, colours in full, from top to bottom. */
  public static final JpegSettings DEFAULT = new JpegSettings(92, ChromaSampling.FULL, false);

  /**
   * @throws IllegalArgumentException with a sentence for the user, if the quality is out of range
   */
  public JpegSettings {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality must be between 1 and 100, not " + quality);
    }
  }

  /** With another quality. */
  public JpegSettings withQuality(int other) {
    return new JpegSettings(other, chroma, progressive);
  }
}
