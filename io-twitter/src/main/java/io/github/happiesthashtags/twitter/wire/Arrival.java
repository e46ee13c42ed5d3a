package io.github.happiesthashtags.twitter.wire;

import java.io.Serializable;

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
 */
public record Arrival(long watermarkMillis, long maxOutOfOrderMillis, long ceilingMillis)
    implements Serializable {

  /** Bounded input: nothing is ever late. */
  public static final Arrival UNKNOWN = new Arrival(Long.MIN_VALUE, -1, Long.MAX_VALUE);

  /** The watermark after a status with this event time. */
  public long after(long watermarkMillis, long timestampMillis) {
    return maxOutOfOrderMillis < 0 || timestampMillis > ceilingMillis
        ? watermarkMillis
        : Math.max(watermarkMillis, timestampMillis - maxOutOfOrderMillis);
  }
}
