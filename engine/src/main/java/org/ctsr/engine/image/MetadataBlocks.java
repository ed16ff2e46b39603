package org.ctsr.engine.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Raw blocks found in a file while it is being read, within a budget of bytes. */
final class MetadataBlocks {
  private final List<String> warnings = new ArrayList<>();
  private final long budget;
  private final Deadline deadline;
  private long used;

  /** Also one made of what the file only describes (PNG gAMA and cHRM). */
  byte @Nullable [] profile;

  byte @Nullable [] exif;
  byte @Nullable [] xmp;
  byte @Nullable [] iptc;
  private double dotsPerInch;

  /** Whether samples are sRGB for certain: converted to it, or said to be by the file itself. */
  boolean srgb;

  /** How to bring samples to sRGB that are HDR by the file's own words and not by a profile's. */
  @Nullable HdrConversion hdr;

  /** Whether EXIF says so; counts where there is no profile and {@link #srgb} is not certain. */
  boolean adobeRgb;

  /** What of the picture could not be read, the end of a sentence; null if all could. */
  @Nullable String loss;

  Orientation orientation = Orientation.UPRIGHT;

  MetadataBlocks(long budget, Deadline deadline) {
    this.budget = budget;
    this.deadline = deadline;
  }

  /** Resolution; 0 if unknown. */
  double dotsPerInch() {
    return dotsPerInch;
  }

  /** A resolution as the file gives it; one that cannot be meant counts as unknown. */
  void setDotsPerInch(double resolution) {
    dotsPerInch = Metadata.isResolution(resolution) ? resolution : 0;
  }

  /** Whether {@code bytes} more may be loaded; warns if not. */
  boolean reserve(long bytes) {
    if (bytes >= 0 && used + bytes <= budget) {
      used += bytes;
      return true;
    }
    warnOverBudget();
    return false;
  }

  /** Says that something was left out. */
  void warnOverBudget() {
    warn(
        "metadata beyond "
            + (budget >> 20)
            + " MiB was left out (colour profile, EXIF, XMP or IPTC)");
  }

  /** When reading has taken too long. */
  Deadline deadline() {
    return deadline;
  }

  /** What may still be loaded. */
  long remaining() {
    return budget - used;
  }

  void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  List<String> warnings() {
    return warnings;
  }
}
