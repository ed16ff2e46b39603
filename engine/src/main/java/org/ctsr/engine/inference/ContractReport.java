package org.ctsr.engine.inference;

import java.util.List;
import java.util.Locale;

/**
 * What running a package has shown.
 *
 * @param findings in the order they were made
 */
public record ContractReport(List<Finding> findings) {
  /** What is looked at. */
  public enum Topic {
    /** Any size from the smallest on gives the promised shape. */
    SHAPE,
    /** Results are finite numbers. */
    FINITE,
    /** The same pixels give the same result, which a cache relies on. */
    REPEATABLE,
    /** Values lie in [0, 1], and the result shows what the photo shows. */
    RANGE,
    /** Tiles with the manifest's halo give the whole photo's result. */
    HALO
  }

  /** How it turned out. */
  public enum Outcome {
    /** As promised. */
    GOOD,
    /** Usable, but not as good as it should be. */
    DOUBTFUL,
    /** The package cannot be used. */
    BROKEN
  }

  /**
   * One thing that was looked at.
   *
   * @param sentence for people, complete
   */
  public record Finding(Topic topic, Outcome outcome, String sentence) {
    @Override
    public String toString() {
      return outcome.name().toLowerCase(Locale.ROOT) + ": " + sentence;
    }
  }

  /** Whether the package can be used. */
  public boolean passed() {
    return findings.stream().noneMatch(f -> f.outcome() == Outcome.BROKEN);
  }
}
