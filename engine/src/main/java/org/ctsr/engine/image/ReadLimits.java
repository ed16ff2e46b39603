package org.ctsr.engine.image;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a photo may cost. Size is checked from its header before anything is decoded.
 *
 * @param maxPixels most pixels a photo may have
 * @param maxMetadataBytes most bytes of colour profile, EXIF, XMP and IPTC together; blocks beyond
 *     it are left out with a warning
 * @param heldBytes most bytes of samples to hold on the heap; those of larger photos are kept in a
 *     temporary file
 * @param decoderBytes most bytes a decoder may take outside Java's heap; photos that need more are
 *     refused
 * @param time longest time a photo may take to read, to which {@link #TIME_PER_MEGAPIXEL} is added
 */
public record ReadLimits(
    long maxPixels, long maxMetadataBytes, long heldBytes, long decoderBytes, Duration time) {
  /** Ten times what the slowest format takes on a slow machine. */
  public static final Duration TIME_PER_MEGAPIXEL = Duration.ofSeconds(2);

  /**
   * 500 megapixels, 64 MiB of metadata, a minute, on the heap an eighth of it, at most 512 MiB, and
   * outside it a quarter of the machine's memory.
   */
  public static final ReadLimits DEFAULT =
      new ReadLimits(
          500_000_000L,
          64L << 20,
          Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8),
          machineMemory() / 4,
          Duration.ofMinutes(1));

  /**
   * @throws IllegalArgumentException if a limit is not positive, or {@code heldBytes} negative
   */
  public ReadLimits {
    if (maxPixels < 1 || maxMetadataBytes < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("limits must be positive");
    }
    if (heldBytes < 0 || decoderBytes < 0) {
      throw new IllegalArgumentException(
          "no fewer bytes than 0 can be held, not " + Math.min(heldBytes, decoderBytes));
    }
  }

  /** The same with another limit on pixels. */
  public ReadLimits withMaxPixels(long pixels) {
    return new ReadLimits(pixels, maxMetadataBytes, heldBytes, decoderBytes, time);
  }

  static long machineMemory() {
    // Of the container, where there is one.
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }

  /** The same with another limit on time. */
  public ReadLimits withTime(Duration longest) {
    return new ReadLimits(maxPixels, maxMetadataBytes, heldBytes, decoderBytes, longest);
  }
}
