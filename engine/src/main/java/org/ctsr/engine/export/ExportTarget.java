package org.ctsr.engine.export;

import java.nio.file.Path;
import org.ctsr.engine.image.WriteSettings;
import org.ctsr.engine.render.Realness;

/**
 * One result wanted of a photo.
 *
 * @param realness how real it is to look
 * @param file where it goes
 * @param settings how it is written
 * @param dotsPerInch resolution to record; 0 keeps the photo's
 * @param convertToSrgb whether colours are converted to sRGB instead of keeping the photo's profile
 */
public record ExportTarget(
    Realness realness,
    Path file,
    WriteSettings settings,
    double dotsPerInch,
    boolean convertToSrgb) {
  /** A target that keeps the photo's resolution and colours. */
  public ExportTarget(Realness realness, Path file, WriteSettings settings) {
    this(realness, file, settings, 0, false);
  }
}
