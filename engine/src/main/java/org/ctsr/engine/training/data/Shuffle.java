package org.ctsr.engine.training.data;

/**
 * Goes through {@code size} items round after round, each time in another order, without memory.
 */
final class Shuffle {
  private Shuffle() {}

  /** The item at place {@code n} of the endless sequence. */
  static int item(long seed, long n, int size) {
    long round = n / size;
    long place = n % size;
    long stride = 1 + Math.floorMod(Dice.mix(seed ^ Dice.mix(round)), (long) size);
    while (gcd(stride, size) != 1) {
      stride++;
    }
    long offset = Math.floorMod(Dice.mix(seed + 31 * round), (long) size);
    return (int) ((place * stride + offset) % size);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
