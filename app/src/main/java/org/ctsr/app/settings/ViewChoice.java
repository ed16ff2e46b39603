package org.ctsr.app.settings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How photos were compared and painted on last. Values out of range become the default.
 *
 * @param comparison name of the way before and after are shown, such as {@code SPLIT}
 * @param nearest whether "before" shows the photo's pixels as squares
 * @param brushTool name of what the brush does, such as {@code RAISE}
 * @param brushSize diameter in pixels of the screen, 4 to 400
 * @param brushStrength 0 to 1
 * @param brushSoftness 0 to 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ViewChoice(
    String comparison,
    boolean nearest,
    String brushTool,
    double brushSize,
    double brushStrength,
    double brushSoftness) {
  /** For a first start. */
  public static final ViewChoice DEFAULT = new ViewChoice("NONE", false, "RAISE", 80, 0.5, 0.6);

  /** Replaces what a file of an older version, or an edited one, lacks. */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // Jackson passes null for absent values.
  public ViewChoice {
    comparison = comparison == null ? "NONE" : comparison;
    brushTool = brushTool == null ? "RAISE" : brushTool;
    brushSize = brushSize >= 4 && brushSize <= 400 ? brushSize : 80;
    brushStrength = brushStrength >= 0 && brushStrength <= 1 ? brushStrength : 0.5;
    brushSoftness = brushSoftness >= 0 && brushSoftness <= 1 ? brushSoftness : 0.6;
  }
}
