package io.github.happiesthashtags.simulator;

/**
 * A seeded random number generator: SplitMix64. It is written out because a seed must always give
 * the same numbers, and the JDK does not promise that of its own generators across releases.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Returns a number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Returns a number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  boolean chance(double probability) {
    return fraction() < probability;
  }

  /** Returns a number from 0 (included) to 1 (excluded). */
  double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  <T> T pick(T[] values) {
    return values[below(values.length)];
  }

  /** Spreads the bits of {@code value} over the whole result, always in the same way. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
