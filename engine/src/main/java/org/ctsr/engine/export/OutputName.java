package org.ctsr.engine.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ctsr.engine.image.OutputFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names results by a pattern in which {@code {name}} stands for the photo's name without extension,
 * {@code {scale}} for the enlargement, {@code {realness}} for the realness (or {@code mask}) and
 * {@code {model}} for the model.
 *
 * @param pattern file name without extension
 */
public record OutputName(String pattern) {
  /** {@code photo_4x_0.5}. */
  public static final OutputName DEFAULT = new OutputName("{name}_{scale}x_{realness}");

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException if it is empty, names a folder, has an unknown placeholder or
   *     characters that this system allows in no name
   */
  public OutputName {
    if (pattern.isBlank() || pattern.contains("/") || pattern.contains("\\")) {
      throw new IllegalArgumentException(
          "a name pattern must be a file name, not '" + pattern + "'");
    }
    String rest = pattern.replaceAll("\\{(name|scale|realness|model)}", "");
    if (rest.contains("{") || rest.contains("}")) {
      throw new IllegalArgumentException(
          "unknown placeholder in '"
              + pattern
              + "'; there are {name}, {scale}, {realness}, {model}");
    }
    requireName(pattern, rest);
  }

  private static void requireName(String pattern, String rest) {
    String problem;
    try {
      problem = Path.of("x" + rest + ".png").getNameCount() == 1 ? null : "a folder";
    } catch (InvalidPathException e) {
      problem = e.getReason();
    }
    if (problem != null) {
      throw new IllegalArgumentException(
          "a name pattern must be a file name, not '" + pattern + "' (" + problem + ")");
    }
  }

  /** Whether results of different realness get different names. */
  public boolean tellsRealness() {
    return pattern.contains("{realness}");
  }

  /**
   * The file name of a result.
   *
   * @param photo the small photo
   * @param realness as it appears in the name; null to leave it out, with what parts it from the
   *     rest
   */
  public String of(
      Path photo, double scale, @Nullable String realness, String model, OutputFormat format) {
    String base =
        (realness == null ? withoutRealness() : pattern.replace("{realness}", realness))
            .replace("{scale}", number(scale))
            .replace("{model}", model)
            // Last, so that braces in a photo's own name are left alone.
            .replace("{name}", baseName(photo));
    return base + "." + format.extension();
  }

  private String withoutRealness() {
    String rest =
        pattern.replaceAll("^\\{realness}[-_. ]*|[-_. ]+\\p{L}*\\{realness}|\\{realness}", "");
    return rest.isBlank() ? "{name}" : rest;
  }

  /**
   * What stands for the realness in a name.
   *
   * @param masked whether it is multiplied with a mask
   */
  public static String label(double realness, boolean masked) {
    return masked ? "mask" + (realness == 1 ? "" : number(realness)) : number(realness);
  }

  /** At most three decimals, no trailing zeros. */
  public static String number(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.toPlainString();
  }

  /** A file's name without folder and extension. */
  public static String baseName(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
