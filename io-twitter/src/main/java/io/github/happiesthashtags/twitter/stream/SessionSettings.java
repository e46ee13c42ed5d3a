package io.github.happiesthashtags.twitter.stream;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The settings of a session.
 *
 * @param maxOutOfOrderMillis how far the watermark stays behind the highest event time
 * @param clock the clock that event times are compared with
 * @param limits the session's bounds
 */
public record SessionSettings(long maxOutOfOrderMillis, InstantSource clock, Limits limits) {

  /** Returns settings with the system's clock and default bounds. */
  public static SessionSettings of(long maxOutOfOrderMillis, Overflow overflow) {
    return new SessionSettings(
        maxOutOfOrderMillis, InstantSource.system(), Limits.DEFAULT.withOverflow(overflow));
  }

  /** Returns a copy with another clock. */
  public SessionSettings withClock(InstantSource other) {
    return new SessionSettings(maxOutOfOrderMillis, other, limits);
  }

  /**
   * The bounds of a session.
   *
   * @param blockBytes the size at which a block is handed out
   * @param linger how long after its first message a smaller block is handed out
   * @param bufferBytes how much may wait for a slow pipeline
   * @param abandonedAfter how long a session without a reader keeps its connection
   * @param futureSlack how far ahead of the clock a live status may be and still move the watermark
   * @param overflow what to do when the buffer is full
   */
  record Limits(
      int blockBytes,
      Duration linger,
      long bufferBytes,
      Duration abandonedAfter,
      Duration futureSlack,
      Overflow overflow) {

    /**
     * The size of a block: 2.2 times the rate of 64 KB on the Direct runner; more gains little and
     * costs latency.
     */
    private static final int BLOCK_BYTES = 1 << 20;

    /**
     * The size of a block that only points to its messages, as a multiple of an ordinary block. An
     * element costs a runner the same whatever it points to: on the Direct runner blocks of 16 MB
     * took 0.87 of the CPU time of 4 MB, and 64 MB saved no more.
     */
    private static final int REFERENCED_BLOCK_FACTOR = 16;

    /**
     * The buffer for blocks that only point to their messages, as a multiple of the ordinary
     * buffer. Such blocks still hold an index, which is longest in storms.
     */
    private static final int REFERENCED_BUFFER_FACTOR = 4;

    /** A wait that people hardly notice. */
    private static final Duration LINGER = Duration.ofMillis(100);

    /**
     * A quarter of a second at the highest rate that Twitter ever saw (143,199 tweets/s of 0.8 KB),
     * and a small part of any heap.
     */
    private static final long BUFFER_BYTES = 32L << 20;

    /**
     * The most sealed blocks that may wait, however small: each takes a few hundred bytes beside
     * its messages and index.
     */
    static final int MAX_BLOCKS = 4_096;

    /**
     * The most files that may share a block, whose names travel with it. More would gain nothing:
     * opening a file costs more than a thousandth of a runner's cost for an element.
     */
    static final int MAX_FILES_A_BLOCK = 1_000;

    /**
     * The time without a reader after which the split must have moved to another process, or the
     * pipeline was cancelled: runners ask every few seconds.
     */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

    /** More than clocks differ, and far less than the windows that a wrong time would close. */
    private static final Duration FUTURE_SLACK = Duration.ofMinutes(5);

    static final Limits DEFAULT =
        new Limits(
            BLOCK_BYTES, LINGER, BUFFER_BYTES, ABANDONED_AFTER, FUTURE_SLACK, Overflow.BLOCK);

    /**
     * Returns the size at which a block is handed out; a block that only points to its messages
     * takes no memory for them.
     */
    int blockBytes(boolean isReference) {
      return isReference ? blockBytes * REFERENCED_BLOCK_FACTOR : blockBytes;
    }

    /** Returns how many bytes of messages, held in memory or only pointed to, may wait. */
    long bufferBytes(boolean isReference) {
      return isReference ? bufferBytes * REFERENCED_BUFFER_FACTOR : bufferBytes;
    }

    Limits withOverflow(Overflow overflow) {
      return new Limits(blockBytes, linger, bufferBytes, abandonedAfter, futureSlack, overflow);
    }
  }
}
