package org.ctsr.engine.image;

import org.jspecify.annotations.Nullable;

/**
 * How a result came about, stored in its XMP so that it can be made again.
 *
 * @param software program and version, like {@code CTSR Studio 0.1.0}
 * @param model the model package's name
 * @param modelVersion its version
 * @param modelDigest SHA-256 of its weights, hexadecimal
 * @param realness what the slider stood at, in [0, 1]; NaN if a mask was used; null if the model
 *     has no slider
 * @param scale enlargement against the photo
 * @param mask the mask; null if none was used
 */
public record ResultTag(
    String software,
    String model,
    String modelVersion,
    String modelDigest,
    @Nullable Double realness,
    double scale,
    @Nullable MaskTag mask) {
  /** A result without a mask. */
  public ResultTag(
      String software,
      String model,
      String modelVersion,
      String modelDigest,
      @Nullable Double realness,
      double scale) {
    this(software, model, modelVersion, modelDigest, realness, scale, null);
  }

  /** The same result, made with a mask. */
  public ResultTag withMask(MaskTag used) {
    return new ResultTag(software, model, modelVersion, modelDigest, Double.NaN, scale, used);
  }
}
