package io.github.happiesthashtags.twitter.stream;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What a session is given beside its feed.
 *
 * @param maxOutOfOrderMillis how far the watermark stays behind the highest event time
 * @param clock what time it is
 * @param limits its bounds
 */
public record SessionSettings(long maxOutOfOrderMillis, InstantSource clock, Limits limits) {

  /** Settings by the system's clock, with default bounds. */
  public static SessionSettings of(long maxOutOfOrderMillis, Overflow overflow) {
    return new SessionSettings(
        maxOutOfOrderMillis, InstantSource.system(), Limits.DEFAULT.withOverflow(overflow));
  }

  /** The same by another clock. */
  public SessionSettings withClock(InstantSource other) {
    return new SessionSettings(maxOutOfOrderMillis, other, limits);
  }

  /**
   * The bounds of a session.
   *
   * @param blockBytes a block is handed out at this size
   * @param linger a smaller block is handed out this long after its first message
   * @param bufferBytes what may wait for a slow pipeline
   * @param abandonedAfter a session that no reader asks for this long gives its connection up
   * @param futureSlack how far ahead of the clock a live status may be and still move the watermark
   * @param overflow what happens when the buffer is full
   */
  record Limits(
      int blockBytes,
      Duration linger,
      long bufferBytes,
      Duration abandonedAfter,
      Duration futureSlack,
      Overflow overflow) {

    /** On the Direct runner 2.2 times the rate of 64 KB; more gains little and costs latency. */
    private static final int BLOCK_BYTES = 1 << 20;

    /**
     * How many times as long a block is that only points to its messages. An element costs a runner
     * the same whatever it points to: on the Direct runner 16 MB a block took 0.87 of the CPU time
     * of 4 MB, and 64 MB no less.
     */
    private static final int REFERENCED_BLOCK_FACTOR = 16;

    /** How much more of such blocks may wait: they hold an index, which is longest in storms. */
    private static final int REFERENCED_BUFFER_FACTOR = 4;

    /** Half the eye's patience. */
    private static final Duration LINGER = Duration.ofMillis(100);

    /**
     * A quarter of a second at the highest rate Twitter ever saw (143,199 tweets/s of 0.8 KB), and
     * a small part of any heap.
     */
    private static final long BUFFER_BYTES = 32L << 20;

    /**
     * The most whole blocks that may wait, however small: beside its messages and their index, each
     * takes some hundred bytes.
     */
    static final int MAX_BLOCKS = 4_096;

    /**
     * So many files may share a block, whose names travel with it: opening one takes longer than
     * the thousandth part of what an element costs a runner.
     */
    static final int MAX_FILES_A_BLOCK = 1_000;

    /**
     * The split moved to another process, or the pipeline was cancelled: runners ask in seconds.
     */
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

    /** More than clocks differ, far less than the windows that a wrong time would close. */
    private static final Duration FUTURE_SLACK = Duration.ofMinutes(5);

    static final Limits DEFAULT =
        new Limits(
            BLOCK_BYTES, LINGER, BUFFER_BYTES, ABANDONED_AFTER, FUTURE_SLACK, Overflow.BLOCK);

    /**
     * The size at which a block is handed out; one that only points to its messages takes no room.
     */
    int blockBytes(boolean isReference) {
      return isReference ? blockBytes * REFERENCED_BLOCK_FACTOR : blockBytes;
    }

    /** What may wait, of messages that are held in memory or only pointed to. */
    long bufferBytes(boolean isReference) {
      return isReference ? bufferBytes * REFERENCED_BUFFER_FACTOR : bufferBytes;
    }

    Limits withOverflow(Overflow overflow) {
      return new Limits(blockBytes, linger, bufferBytes, abandonedAfter, futureSlack, overflow);
    }
  }
}
