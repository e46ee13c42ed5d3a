package io.github.happiesthashtags.simulator;

/**
 * A generator of ids that carry their creation time, as Twitter's have since November 2010.
 *
 * <p>The low bits count all ids of one generator, whatever their times. So a late status cannot get
 * an id that was already given out in its millisecond.
 */
final class Snowflakes {
  /** The time of id 0, in milliseconds of the Unix epoch. */
  static final long EPOCH_MILLIS = 1_288_834_974_657L;

  /** The last time that fits into a signed 64-bit id, in the year 2080. */
  static final long LAST_MILLIS = EPOCH_MILLIS + (1L << 41) - 1;

  private static final int LOW_BITS = 22;
  private static final long LOW_END = 1L << LOW_BITS;

  /** Reserves counts for the current millisecond, because the count restarts only between two. */
  private static final long HEADROOM = 1L << 16;

  private long count;
  private long latestMillis;

  /**
   * Creates a generator.
   *
   * @param start the first count; different starts keep two generators' ids apart
   */
  Snowflakes(long start) {
    this.count = Long.remainderUnsigned(start, LOW_END - HEADROOM);
  }

  long next(long millis) {
    if (millis > latestMillis) {
      latestMillis = millis;
      if (count >= LOW_END - HEADROOM) {
        count = 0;
      }
    }
    long low = count % LOW_END;
    count++;
    return ((millis - EPOCH_MILLIS) << LOW_BITS) | low;
  }
}
