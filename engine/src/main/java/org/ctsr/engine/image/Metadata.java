package org.ctsr.engine.image;

import org.jspecify.annotations.Nullable;

/**
 * What a photo carries besides pixels, to be written into every result.
 *
 * @param colorProfile profile of the samples; null means sRGB
 * @param exif the TIFF-structured EXIF block without any file-format prefix; null if none
 * @param xmp the XMP packet in one piece, whatever its size; null if none
 * @param iptc the IPTC-IIM block; null if none
 * @param dotsPerInch resolution; 0 if unknown
 */
@SuppressWarnings("ArrayRecordComponent") // opaque blocks, compared nowhere
public record Metadata(
    @Nullable ColorProfile colorProfile,
    byte @Nullable [] exif,
    byte @Nullable [] xmp,
    byte @Nullable [] iptc,
    double dotsPerInch) {
  /** Nothing known: sRGB samples without any tags. */
  public static final Metadata NONE = new Metadata(null, null, null, null, 0);

  /** A pixel a metre, the least PNG can say. */
  private static final double LEAST_DOTS_PER_INCH = 0.0254;

  /** Beyond this it is a damaged tag: film scanners have 10,000. */
  private static final double MOST_DOTS_PER_INCH = 100_000;

  /** Whether a file's number of dots per inch can be meant. */
  static boolean isResolution(double dotsPerInch) {
    return dotsPerInch >= LEAST_DOTS_PER_INCH && dotsPerInch <= MOST_DOTS_PER_INCH;
  }

  /** The same for samples that have been converted to sRGB. */
  public Metadata withoutProfile() {
    return new Metadata(null, exif, xmp, iptc, dotsPerInch);
  }

  /** The same with another resolution. */
  public Metadata withDotsPerInch(double resolution) {
    return new Metadata(colorProfile, exif, xmp, iptc, resolution);
  }
}
