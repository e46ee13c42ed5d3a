package io.github.happiesthashtags.twitter.wire;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a live source knew of event time when a run of messages arrived: enough to repeat its
 * watermark message by message, so that what is late is decided by the order of arrival alone,
 * alike on every runner and however the messages were cut into blocks.
 *
 * @param watermarkMillis the watermark before the first message; {@link Long#MIN_VALUE} if none yet
 * @param maxOutOfOrderMillis how far the watermark stays behind the highest event time; negative if
 *     there is no watermark at all (bounded input)
 * @param ceilingMillis later event times do not move the watermark: one status from the future must
 *     not close every window
 * @param trustedFromMillis later event times move the watermark however far they jump, because they
 *     are close to the clock; {@link Long#MAX_VALUE} without a clock, as in a replay
 */
public record Arrival(
    long watermarkMillis, long maxOutOfOrderMillis, long ceilingMillis, long trustedFromMillis)
    implements Serializable {

  /**
   * What a step of event time may at least be without a clock. If it were nothing, each status of a
   * source without disorder would have to wait for others.
   */
  private static final long MIN_STEP_MILLIS = Duration.ofSeconds(10).toMillis();

  /**
   * What a step of event time may be in a live stream: longer than its silences. The clock tells
   * the wrong times that are ahead of it.
   */
  private static final long LIVE_STEP_MILLIS = Duration.ofHours(1).toMillis();

  /** Bounded input: nothing is ever late. */
  public static final Arrival UNKNOWN = new Arrival(Long.MIN_VALUE, -1, Long.MAX_VALUE);

  /** Every event time up to the ceiling is trusted. */
  public Arrival(long watermarkMillis, long maxOutOfOrderMillis, long ceilingMillis) {
    this(watermarkMillis, maxOutOfOrderMillis, ceilingMillis, Long.MIN_VALUE);
  }

  /** The watermark after a status with this event time. */
  public long after(long watermarkMillis, long timestampMillis) {
    return maxOutOfOrderMillis < 0
            || timestampMillis > ceilingMillis
            || isAhead(watermarkMillis, timestampMillis)
        ? watermarkMillis
        : Math.max(watermarkMillis, timestampMillis - maxOutOfOrderMillis);
  }

  /** Whether an event time is so far ahead that others must confirm it. */
  public boolean isAhead(long watermarkMillis, long timestampMillis) {
    if (timestampMillis >= trustedFromMillis || timestampMillis > ceilingMillis) {
      return false;
    }
    return watermarkMillis == Long.MIN_VALUE
        ? trustedFromMillis == Long.MAX_VALUE
        : timestampMillis > watermarkMillis + maxOutOfOrderMillis + maxStepMillis();
  }

  /**
   * Returns how far ahead of the highest event time so far another is believed at once, in
   * milliseconds. In a replay, a wrong time within the disorder that the watermark waits out makes
   * no other status late; one beyond it would.
   */
  public long maxStepMillis() {
    return trustedFromMillis == Long.MAX_VALUE
        ? Math.max(maxOutOfOrderMillis, MIN_STEP_MILLIS)
        : LIVE_STEP_MILLIS;
  }
}
