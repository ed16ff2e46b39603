package org.ctsr.engine.training.data;

import java.nio.file.Path;

/**
 * Where patches come from and how many there are.
 *
 * @param photos folder of photographs, searched with its sub-folders; or a text file with the path
 *     of a photograph a line
 * @param cache folder that keeps patches and teachers' answers between runs
 * @param patches number of training patches
 * @param patchSize side of a patch, LR pixels
 * @param validationPhotos photographs set aside: no training patch comes from them
 * @param validationPatches number of validation patches
 * @param validationPatchSize their side, LR pixels
 * @param reduction factors by which a photograph is shrunk before a patch is cut, so that its
 *     pixels are sharp
 * @param longestSide photographs are shrunk to at most this many pixels first
 * @param minimumDetail flattest patch accepted: mean absolute difference of luma between
 *     neighbouring pixels of the sharp picture
 * @param limitMegabytes most disk space the cache may take
 * @param workers threads that make patches
 */
public record PatchSettings(
    Path photos,
    Path cache,
    int patches,
    int patchSize,
    int validationPhotos,
    int validationPatches,
    int validationPatchSize,
    Range reduction,
    int longestSide,
    double minimumDetail,
    int limitMegabytes,
    int workers,
    DegradationSettings degradation) {
  public PatchSettings {
    require(patches >= 1 && patches <= 10_000_000, "patches: 1 to 10,000,000, not " + patches);
    require(
        patchSize >= 16 && patchSize <= 256, "patchSize: 16 to 256 LR pixels, not " + patchSize);
    require(validationPhotos >= 1, "validationPhotos: at least 1, not " + validationPhotos);
    require(
        validationPatches >= 1 && validationPatches <= 10_000,
        "validationPatches: 1 to 10,000, not " + validationPatches);
    require(
        validationPatchSize >= 16 && validationPatchSize <= 256,
        "validationPatchSize: 16 to 256 LR pixels, not " + validationPatchSize);
    require(reduction.within(0.1, 1), "reduction: must lie within [0.1, 1]");
    require(longestSide >= 256, "longestSide: at least 256 pixels, not " + longestSide);
    require(
        minimumDetail >= 0 && minimumDetail < 0.3, "minimumDetail: 0 to 0.3, not " + minimumDetail);
    require(limitMegabytes >= 1, "limitMegabytes: at least 1, not " + limitMegabytes);
    require(workers >= 1 && workers <= 64, "workers: 1 to 64, not " + workers);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
