package org.ctsr.engine.image;

/**
 * What a photo may cost, checked from its header before anything is decoded.
 *
 * @param maxPixels most pixels a photo may have
 * @param maxMetadataBytes most bytes of colour profile, EXIF, XMP and IPTC together; blocks beyond
 *     it are left out with a warning
 */
public record ReadLimits(long maxPixels, long maxMetadataBytes) {
  /** 500 megapixels and 64 MiB of metadata. */
  public static final ReadLimits DEFAULT = new ReadLimits(500_000_000L, 64L << 20);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public ReadLimits {
    if (maxPixels < 1 || maxMetadataBytes < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** The same with another limit on pixels. */
  public ReadLimits withMaxPixels(long pixels) {
    return new ReadLimits(pixels, maxMetadataBytes);
  }
}
