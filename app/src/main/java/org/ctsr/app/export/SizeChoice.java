package org.ctsr.app.export;

/**
 * How a size was given, in what can be wanted of another photo too.
 *
 * @param mode how
 * @param value a factor, the pixels of the longest side, or centimetres on paper; counts for no
 *     {@link SizeMode#FULL}
 * @param dotsPerInch on paper
 */
public record SizeChoice(SizeMode mode, double value, double dotsPerInch) {
  /** For the first export. */
  public static final SizeChoice FIRST = new SizeChoice(SizeMode.FULL, 0, 300);
}
