package org.ctsr.engine.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ctsr.engine.image.ConflictPolicy;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.ctsr.engine.image.PhotoFormat;
import org.ctsr.engine.image.ReadLimits;
import org.jspecify.annotations.Nullable;

/**
 * How photos of a batch are to be enlarged and written.
 *
 * @param model name of the model's package; null for the one all photos have in common
 * @param realness values in [0, 1], one result each; empty for the model's own. Of values that a
 *     file name does not tell apart only the first is kept
 * @param mask a grey picture that realness is multiplied with, pixel by pixel; null for none
 * @param scale enlargement; null for the model's own
 * @param format file format; null for the photo's if it can be written, else PNG
 * @param jpeg how a JPEG is written
 * @param bitDepth 8 or 16; null for the photo's
 * @param name names of results in a folder
 * @param output a folder, or a file if it has an extension that can be written, which then is
 *     {@code format} too; null for beside each photo
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
    JpegSettings jpeg,
    @Nullable Integer bitDepth,
    OutputName name,
    @Nullable Path output,
    ConflictPolicy conflicts,
    boolean convertToSrgb,
    ReadLimits limits) {
  /** Pictures that are neither read nor written, whose name nobody gives to a folder. */
  private static final Set<String> FOREIGN =
      Set.of("heic", "heif", "avif", "jxl", "jp2", "exr", "dng", "svg", "pdf");

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a sentence for the user, naming the setting
   */
  public ExportSettings {
    for (double value : realness) {
      require(value >= 0 && value <= 1, "realness must be between 0 and 1, not " + value);
    }
    realness = distinct(realness, mask != null);
    require(
        scale == null || (scale >= 1 && scale <= 16),
        "scale must be between 1 and 16, not " + scale);
    require(
        bitDepth == null || bitDepth == 8 || bitDepth == 16,
        "depth must be 8 or 16, not " + bitDepth);
    require(
        bitDepth == null || bitDepth == 8 || format == null || format.keeps16Bit(),
        "16 bits a sample cannot be stored in " + (format == null ? "" : format.title()));
    require(
        realness.size() <= 1 || name.tellsRealness() || (output != null && !isFolder(output)),
        "name needs {realness}, since there are several realness values");
    requireWritable(output, format);
  }

  /** Two values of one file name would be written over each other. */
  private static List<Double> distinct(List<Double> values, boolean masked) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    values.forEach(value -> byLabel.putIfAbsent(OutputName.label(value, masked), value));
    return List.copyOf(byLabel.values());
  }

  private static void requireWritable(@Nullable Path output, @Nullable OutputFormat format) {
    if (output == null) {
      return;
    }
    OutputFormat named = OutputFormat.of(output).orElse(null);
    String extension = extension(output);
    // The disk is asked last, and not about what can only be a folder: settings are made at every
    // step of a slider, and a network drive may take seconds.
    if ((named == null && !isPicture(extension)) || Files.isDirectory(output)) {
      return;
    }
    if (named == null) {
      throw new IllegalArgumentException(
          output
              + ": results cannot be written as ."
              + extension
              + "; give it the ending .png, .jpg or .tif, or name a folder");
    } else {
      require(
          format == null || format == named,
          output
              + ": its ending asks for "
              + named.title()
              + ", but the format is to be "
              + (format == null ? "" : format.title())
              + "; change one of them");
    }
  }

  private static boolean isPicture(String extension) {
    return FOREIGN.contains(extension)
        || Stream.of(PhotoFormat.values()).anyMatch(f -> f.extensions().contains(extension));
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** The same with another policy for existing files. */
  public ExportSettings withConflicts(ConflictPolicy policy) {
    return with(realness, mask, policy);
  }

  /** The same for a model to which realness means nothing. */
  public ExportSettings withoutRealness() {
    return with(List.of(), null, conflicts);
  }

  private ExportSettings with(
      List<Double> otherRealness, @Nullable Path otherMask, ConflictPolicy policy) {
    return new ExportSettings(
        model,
        otherRealness,
        otherMask,
        scale,
        format,
        jpeg,
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
    return OutputFormat.of(path).isEmpty() || Files.isDirectory(path);
  }
}
