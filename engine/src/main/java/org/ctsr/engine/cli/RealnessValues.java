package org.ctsr.engine.cli;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Realness values as a command line gives them: numbers and ranges {@code first:last:step},
 * separated by commas.
 *
 * @param values rising, each once, in [0, 1]
 */
record RealnessValues(List<Double> values) {
  private static final int MOST = 1001;
  private static final double ROUNDING = 1e9;

  static final class Converter implements ITypeConverter<RealnessValues> {
    @Override
    public RealnessValues convert(String text) {
      TreeSet<Double> values = new TreeSet<>();
      for (String part : text.split(",", -1)) {
        String[] numbers = part.split(":", -1);
        if (numbers.length == 1) {
          values.add(number(part, text));
        } else if (numbers.length == 3) {
          addRange(values, number(numbers[0], text), number(numbers[1], text), numbers[2], text);
        } else {
          throw misuse(text);
        }
      }
      return new RealnessValues(List.copyOf(values));
    }

    private static void addRange(
        TreeSet<Double> values, double first, double last, String stepText, String text) {
      double step = number(stepText, text);
      if (!(step > 0) || last < first || (last - first) / step > MOST) {
        throw misuse(text);
      }
      int count = (int) Math.floor((last - first) / step + 1e-6);
      for (int i = 0; i <= count; i++) {
        // Rounded, so that 0:1:0.1 holds 0.3 and not 0.30000000000000004.
        values.add(Math.round((first + i * step) * ROUNDING) / ROUNDING);
      }
    }

    private static double number(String part, String text) {
      double value;
      try {
        value = Double.parseDouble(part.trim());
      } catch (NumberFormatException e) {
        throw misuse(text);
      }
      if (!(value >= 0 && value <= 1)) {
        throw misuse(text);
      }
      return value + 0.0; // no negative zero
    }

    private static TypeConversionException misuse(String text) {
      return new TypeConversionException(
          String.format(
              Locale.ROOT,
              "'%s' is no list of numbers between 0 and 1, such as 0,0.5,1 or 0:1:0.1",
              text));
    }
  }
}
