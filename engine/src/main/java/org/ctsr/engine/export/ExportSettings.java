package org.ctsr.engine.export;

import java.nio.file.Path;
import java.util.List;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.ReadLimits;
import org.jspecify.annotations.Nullable;

/**
 * How photos of a batch are to be enlarged and written.
 *
 * @param model name of the model's package; null for the one all photos have in common
 * @param realness values in [0, 1], one result each; empty for the model's own
 * @param mask a grey picture that realness is multiplied with, pixel by pixel; null for none
 * @param scale enlargement; null for the model's own
 * @param format file format; null for the photo's if it can be written, else PNG
 * @param jpegQuality 1 to 100
 * @param bitDepth 8 or 16; null for the photo's
 * @param name names of results in a folder
 * @param output a folder, or a file if it has an extension that can be written; null for beside
 *     each photo
 * @param conflicts what to do if a result exists
 * @param convertToSrgb whether colours are converted to sRGB instead of keeping the photo's profile
 * @param limits what a photo may cost; others are refused
 */
public record ExportSettings(
    @Nullable String model,
    List<Double> realness,
    @Nullable Path mask,
    @Nullable Double scale,
    @Nullable OutputFormat format,
    int jpegQuality,
    @Nullable Integer bitDepth,
    OutputName name,
    @Nullable Path output,
    ConflictPolicy conflicts,
    boolean convertToSrgb,
    ReadLimits limits) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a sentence for the user, naming the setting
   */
  public ExportSettings {
    realness = List.copyOf(realness);
    for (double value : realness) {
      require(value >= 0 && value <= 1, "realness must be between 0 and 1, not " + value);
    }
    require(
        scale == null || (scale >= 1 && scale <= 16),
        "scale must be between 1 and 4, not " + scale);
    require(
        bitDepth == null || bitDepth == 8 || bitDepth == 16,
        "depth must be 8 or 16, not " + bitDepth);
    require(
        bitDepth == null || bitDepth == 8 || format == null || format.keeps16Bit(),
        "16 bits a sample cannot be stored in " + (format == null ? "" : format.title()));
    require(
        jpegQuality >= 1 && jpegQuality <= 100,
        "quality must be between 1 and 100, not " + jpegQuality);
    require(
        realness.size() <= 1 || name.tellsRealness() || (output != null && !isFolder(output)),
        "name needs {realness}, since there are several realness values");
  }

  /** The same with another policy for existing files. */
  public ExportSettings withConflicts(ConflictPolicy policy) {
    return new ExportSettings(
        model,
        realness,
        mask,
        scale,
        format,
        jpegQuality,
        bitDepth,
        name,
        output,
        policy,
        convertToSrgb,
        limits);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Whether results go into folders, so that there can be many. */
  public boolean writesToFolder() {
    return output == null || isFolder(output);
  }

  /**
   * A path is meant as a folder if it is one or has no extension of a format that can be written.
   */
  private static boolean isFolder(Path path) {
    return java.nio.file.Files.isDirectory(path) || OutputFormat.of(path).isEmpty();
  }
}
