package org.ctsr.app.settings;

/**
 * How the last photo was exported.
 *
 * @param format name of the format, such as {@code JPEG}
 * @param quality of a JPEG, 1 to 100
 * @param bitDepth 8 or 16
 * @param smallerColors whether a JPEG's colours were stored at half the width and height
 * @param progressive whether a JPEG could be shown early, coarse at first
 */
public record ExportChoice(
    String format, int quality, int bitDepth, boolean smallerColors, boolean progressive) {
  /** For the first export. */
  public static final ExportChoice DEFAULT = new ExportChoice("PNG", 92, 8, false, false);
}
