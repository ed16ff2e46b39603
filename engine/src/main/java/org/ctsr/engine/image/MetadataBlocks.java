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
  private boolean overBudget;

  byte @Nullable [] profile;

  /** Stands in for a profile the file only describes (PNG gAMA and cHRM). */
  byte @Nullable [] exif;

  byte @Nullable [] xmp;
  byte @Nullable [] iptc;
  double dotsPerInch;

  /** Whether EXIF says so; counts where there is no profile. */
  boolean adobeRgb;

  Orientation orientation = Orientation.UPRIGHT;

  MetadataBlocks(long budget, Deadline deadline) {
    this.budget = budget;
    this.deadline = deadline;
  }

  /** Whether {@code bytes} more may be loaded; warns once if not. */
  boolean reserve(long bytes) {
    if (bytes >= 0 && used + bytes <= budget) {
      used += bytes;
      return true;
    }
    if (!overBudget) {
      overBudget = true;
      warn(
          "metadata beyond "
              + (budget >> 20)
              + " MiB was left out (colour profile, EXIF, XMP or IPTC)");
    }
    return false;
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
