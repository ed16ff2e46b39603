package org.ctsr.engine.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to write a result. Start from {@link #of} and change what differs.
 *
 * @param format file format
 * @param bitDepth bits a sample, 8 or 16
 * @param jpeg counts for that format only
 * @param conflicts what to do if the target exists
 * @param source the photo the result comes from, which is not replaced by whatever name it is
 *     reached; null if none
 * @param sourceReplaceable whether it is after all, on {@link ConflictPolicy#OVERWRITE}
 * @param tag how the result came about; null leaves it out
 */
public record WriteSettings(
    OutputFormat format,
    int bitDepth,
    JpegSettings jpeg,
    ConflictPolicy conflicts,
    @Nullable Path source,
    boolean sourceReplaceable,
    @Nullable ResultTag tag) {
  /**
   * @throws IllegalArgumentException if a value is out of range, or the format cannot hold 16 bits
   */
  public WriteSettings {
    if (bitDepth != 8 && bitDepth != 16) {
      throw new IllegalArgumentException("bit depth must be 8 or 16, not " + bitDepth);
    }
    if (bitDepth == 16 && !format.keeps16Bit()) {
      throw new IllegalArgumentException(format.title() + " cannot hold 16 bits a sample");
    }
  }

  /** 8 bits, a JPEG as by default, failing on conflict. */
  public static WriteSettings of(OutputFormat format) {
    return new WriteSettings(
        format, 8, JpegSettings.DEFAULT, ConflictPolicy.FAIL, null, false, null);
  }

  /** With another bit depth. */
  public WriteSettings withBitDepth(int bits) {
    return new WriteSettings(format, bits, jpeg, conflicts, source, sourceReplaceable, tag);
  }

  /** With the format's best depth for samples of {@code bits}: 16 stays 16 where it can. */
  public WriteSettings withBitDepthFor(int bits) {
    return withBitDepth(bits > 8 && format.keeps16Bit() ? 16 : 8);
  }

  /** With another way to write a JPEG. */
  public WriteSettings withJpeg(JpegSettings how) {
    return new WriteSettings(format, bitDepth, how, conflicts, source, sourceReplaceable, tag);
  }

  /** With another quality of JPEG. */
  public WriteSettings withJpegQuality(int quality) {
    return withJpeg(jpeg.withQuality(quality));
  }

  /** With another policy for existing files. */
  public WriteSettings withConflicts(ConflictPolicy policy) {
    return new WriteSettings(format, bitDepth, jpeg, policy, source, sourceReplaceable, tag);
  }

  /** With the photo that must not be overwritten. */
  public WriteSettings withSource(@Nullable Path photo) {
    return new WriteSettings(format, bitDepth, jpeg, conflicts, photo, false, tag);
  }

  /** Lets the photo itself be overwritten, where existing files are: only if that was asked for. */
  public WriteSettings withReplaceableSource() {
    return new WriteSettings(format, bitDepth, jpeg, conflicts, source, true, tag);
  }

  /** With what is recorded of how the result came about. */
  public WriteSettings withTag(@Nullable ResultTag how) {
    return new WriteSettings(format, bitDepth, jpeg, conflicts, source, sourceReplaceable, how);
  }
}
