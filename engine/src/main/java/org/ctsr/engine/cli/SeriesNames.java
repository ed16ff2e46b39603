package org.ctsr.engine.cli;

import java.util.HashSet;
import java.util.Set;

/**
 * The names series are shown under, each given once: scores of one name would be averaged together.
 */
final class SeriesNames {
  private final Set<String> given = new HashSet<>();

  /**
   * A name that no series has yet.
   *
   * @param wanted the name it should have
   * @param otherwise what it was asked for by, which may tell it apart from one of the same name
   */
  String give(String wanted, String otherwise) {
    if (given.add(wanted)) {
      return wanted;
    }
    String name = otherwise;
    for (int i = 2; !given.add(name); i++) {
      name = otherwise + " (" + i + ")";
    }
    return name;
  }
}
