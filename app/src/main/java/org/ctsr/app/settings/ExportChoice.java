package org.ctsr.app.settings;

/**
 * How the last photo was exported.
 *
 * @param format name of the format, such as {@code JPEG}
 * @param quality of a JPEG, 1 to 100
 * @param bitDepth 8 or 16
 */
public record ExportChoice(String format, int quality, int bitDepth) {
  /** For the first export. */
  public static final ExportChoice DEFAULT = new ExportChoice("PNG", 92, 8);
}
