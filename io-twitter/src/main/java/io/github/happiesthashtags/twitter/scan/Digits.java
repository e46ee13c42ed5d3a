package io.github.happiesthashtags.twitter.scan;

/**
 * Eight decimal digits in one word, the first of them lowest: neighbours are added up to pairs,
 * pairs to fours, fours to eight, each by one multiplication.
 */
final class Digits {
  static final int EIGHT = Long.BYTES;
  static final long OF_EIGHT = 100_000_000;

  private static final long ZEROS = 0x3030303030303030L;

  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Sets the highest bit of what is above nine. */
  private static final long BEHIND_NINE = 0x7676767676767676L;

  private Digits() {}

  /**
   * How many digits stand from here on, up to eight; 0 where there are not eight bytes any more.
   */
  static int count(byte[] line, int at) {
    if (at > line.length - EIGHT) {
      return 0;
    }
    long values = (long) JsonBytes.LONGS.get(line, at) ^ ZEROS;
    // A sum that overflows changes bytes only behind one that is no digit.
    long others = ((values + BEHIND_NINE) | values) & HIGH_BITS;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /** What the eight digits from here on stand for. */
  static long eight(byte[] line, int at) {
    long word = (long) JsonBytes.LONGS.get(line, at) - ZEROS;
    word = ((word * (1 + (10L << 8))) >>> 8) & 0x00FF00FF00FF00FFL;
    word = ((word * (1 + (100L << 16))) >>> 16) & 0x0000FFFF0000FFFFL;
    return (word * (1 + (10_000L << 32))) >>> 32;
  }
}
