package io.github.happiesthashtags.simulator;

/**
 * Ids that carry their own time, as Twitter's have since November 2010.
 *
 * <p>The low bits count all the ids of one generator, whatever their times: a late status then
 * can't get an id that was given out when its millisecond was the current one.
 */
final class Snowflakes {
  /** The time from which the ids count, in milliseconds of the Unix epoch. */
  static final long EPOCH_MILLIS = 1_288_834_974_657L;

  /** Ids are signed 64-bit numbers: the times end in the year 2080. */
  static final long LAST_MILLIS = EPOCH_MILLIS + (1L << 41) - 1;

  private static final int LOW_BITS = 22;
  private static final long LOW_END = 1L << LOW_BITS;

  /** Room for the rest of a millisecond: the count starts again only between two of them. */
  private static final long HEADROOM = 1L << 16;

  private long count;
  private long latestMillis;

  /**
   * @param start where the count begins; different starts keep two generators' ids apart
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
