package io.github.happiesthashtags.twitter.feed;

import java.time.Duration;

/** The bounds of a session, each with its reason. */
final class FeedLimits {
  /**
   * A block is handed out at this size: on the Direct runner 1 MB blocks run at 2.2 times the rate
   * of 64 KB ones, and larger ones gain little and cost latency.
   */
  static final int BLOCK_BYTES = 1 << 20;

  /** A smaller block is handed out this long after its first message: half the eye's patience. */
  static final Duration LINGER = Duration.ofMillis(100);

  /**
   * What may wait for a slow pipeline: a quarter of a second at the highest rate Twitter ever saw
   * (143,199 tweets/s of 0.8 KB), and a small part of any heap.
   */
  static final long BUFFER_BYTES = 32L << 20;

  /**
   * A session that no reader asks for this long has been abandoned: its split moved to another
   * process, or the pipeline was cancelled. Runners come back within seconds.
   */
  static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

  /**
   * How far ahead of the clock a live status may be and still move the watermark: more than clocks
   * differ, far less than the windows that a wrong time would close.
   */
  static final Duration FUTURE_SLACK = Duration.ofMinutes(5);

  private FeedLimits() {}
}
