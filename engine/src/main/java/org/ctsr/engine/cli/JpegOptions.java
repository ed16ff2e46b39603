package org.ctsr.engine.cli;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.ctsr.engine.image.ChromaSampling;
import org.ctsr.engine.image.JpegSettings;
import org.ctsr.engine.image.OutputFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a command writes JPEGs. */
final class JpegOptions {
  @Option(
      names = {"-q", "--quality"},
      paramLabel = "N",
      defaultValue = "92",
      description = "JPEG quality, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int quality;

  @Option(
      names = "--chroma",
      paramLabel = "444|420",
      converter = ChromaConverter.class,
      completionCandidates = ChromaCandidates.class,
      description =
          "Colours of a JPEG: 444 in full, or 420 at half the width and height, which is smaller (default: 444).")
  private @Nullable ChromaSampling chroma;

  @Option(
      names = "--progressive",
      description =
          "Write JPEGs that a browser shows early, coarse at first. Very large ones are not, with a notice, for want"
              + " of memory.")
  private boolean progressive;

  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  JpegSettings settings() {
    return new JpegSettings(quality, chroma == null ? ChromaSampling.FULL : chroma, progressive);
  }

  /** What was asked for in vain if results are of {@code format}; empty if nothing was. */
  List<String> ignoredFor(@Nullable OutputFormat format) {
    if (format == null || format == OutputFormat.JPEG) {
      return List.of();
    }
    String reason = " is for JPEG only and is ignored";
    return Stream.of(
            chroma == null ? "" : "--chroma" + reason, progressive ? "--progressive" + reason : "")
        .filter(notice -> !notice.isEmpty())
        .toList();
  }

  private static final class ChromaCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("444", "420").iterator();
    }
  }

  private static final class ChromaConverter implements ITypeConverter<ChromaSampling> {
    @Override
    public ChromaSampling convert(String text) {
      return switch (text) {
        case "444", "4:4:4" -> ChromaSampling.FULL;
        case "420", "4:2:0" -> ChromaSampling.HALF;
        default ->
            throw new TypeConversionException("'" + text + "' is no chroma; choose 444 or 420");
      };
    }
  }
}
