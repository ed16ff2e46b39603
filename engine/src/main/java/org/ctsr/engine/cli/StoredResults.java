package org.ctsr.engine.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Results of another program.
 *
 * @param name to show them under
 * @param folder where they are
 */
record StoredResults(String name, Path folder) {
  /** Reads {@code NAME=DIR}. */
  static final class Converter implements ITypeConverter<StoredResults> {
    @Override
    public StoredResults convert(String text) {
      int end = text.indexOf('=');
      if (end < 1 || end == text.length() - 1) {
        throw new TypeConversionException("should be NAME=DIR, not '" + text + "'");
      }
      try {
        return new StoredResults(text.substring(0, end), Path.of(text.substring(end + 1)));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("'" + e.getInput() + "' is not a folder");
      }
    }
  }
}
