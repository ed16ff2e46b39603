package org.ctsr.app.export;

import java.nio.file.Path;
import org.ctsr.engine.image.JpegSettings;

/**
 * What the user wants saved.
 *
 * @param format of the file
 * @param jpeg counts for that format only
 * @param bitDepth 8 or 16
 * @param srgb whether colours are converted to sRGB instead of keeping the photo's profile
 * @param scale how many times as wide and high as the photo
 * @param dotsPerInch resolution to record; 0 keeps the photo's
 * @param target where to save
 * @param overwrite whether a file that is there may be replaced; the user was asked
 */
public record ExportRequest(
    ExportFormat format,
    JpegSettings jpeg,
    int bitDepth,
    boolean srgb,
    double scale,
    double dotsPerInch,
    Path target,
    boolean overwrite) {
  /** The same, allowed to replace a file. */
  public ExportRequest overwriting() {
    return new ExportRequest(format, jpeg, bitDepth, srgb, scale, dotsPerInch, target, true);
  }
}
