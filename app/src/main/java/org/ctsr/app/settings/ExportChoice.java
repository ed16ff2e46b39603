package org.ctsr.app.settings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How the last photo was exported. Values out of range become the default.
 *
 * @param format name of the format, such as {@code JPEG}
 * @param quality of a JPEG, 1 to 100
 * @param bitDepth 8 or 16
 * @param smallerColors whether a JPEG's colours were stored at half the width and height
 * @param progressive whether a JPEG could be shown early, coarse at first
 * @param srgb whether colours were converted to sRGB
 * @param size how the size was given
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportChoice(
    String format,
    int quality,
    int bitDepth,
    boolean smallerColors,
    boolean progressive,
    boolean srgb,
    Size size) {
  /** For the first export. */
  public static final ExportChoice DEFAULT =
      new ExportChoice("PNG", 92, 8, false, false, false, Size.DEFAULT);

  /** Replaces what a file of an older version, or an edited one, lacks. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  public ExportChoice {
    format = format == null ? "PNG" : format;
    quality = quality >= 1 && quality <= 100 ? quality : 92;
    bitDepth = bitDepth == 16 ? 16 : 8;
    size = size == null ? Size.DEFAULT : size;
  }

  /**
   * How the size was given.
   *
   * @param mode name of the way, such as {@code PIXELS}
   * @param value a factor, the pixels of the longest side, or centimetres on paper, by the mode
   * @param dotsPerInch on paper
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Size(String mode, double value, double dotsPerInch) {
    /** For the first export. */
    public static final Size DEFAULT = new Size("FULL", 0, 300);

    /** Replaces what an edited file lacks. */
    @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
    public Size {
      mode = mode == null || !(value > 0 && value < 1e6) ? "FULL" : mode;
      value = "FULL".equals(mode) ? 0 : value;
      dotsPerInch = dotsPerInch > 0 && dotsPerInch < 1e6 ? dotsPerInch : 300;
    }
  }
}
