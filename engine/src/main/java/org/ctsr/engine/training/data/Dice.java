package org.ctsr.engine.training.data;

import java.util.List;
import java.util.Random;

/**
 * The random choices of one patch, the same on every machine: {@link Random}'s algorithm is fixed
 * by its specification.
 */
final class Dice {
  private final Random random;

  private Dice(long seed) {
    this.random = new Random(seed);
  }

  /** Independent choices for patch {@code index} of the run seeded {@code seed}. */
  static Dice of(long seed, long index) {
    return new Dice(mix(mix(seed) + index));
  }

  /** The finaliser of SplitMix64: neighbouring numbers give unrelated seeds. */
  static long mix(long v) {
    long z = v + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double in(Range range) {
    return range.from() + (range.to() - range.from()) * random.nextDouble();
  }

  int in(int from, int toInclusive) {
    return from + random.nextInt(toInclusive - from + 1);
  }

  float gaussian() {
    return (float) random.nextGaussian();
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A Poisson-distributed count; the normal approximation above 30, where it is close enough. */
  int poisson(double mean) {
    if (mean > 30) {
      return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * random.nextGaussian()));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
