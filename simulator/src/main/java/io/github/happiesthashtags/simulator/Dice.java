package io.github.happiesthashtags.simulator;

/**
 * The random numbers of one generator: SplitMix64, written out because the JDK does not promise
 * that its own generators give the same numbers in every release, and a seed must.
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

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** A number from {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  boolean chance(double probability) {
    return fraction() < probability;
  }

  /** A number from 0 to less than 1. */
  double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  <T> T pick(T[] values) {
    return values[below(values.length)];
  }

  /**
   * Spreads the bits of {@code value} over the whole result; the same value always gives the same.
   */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
