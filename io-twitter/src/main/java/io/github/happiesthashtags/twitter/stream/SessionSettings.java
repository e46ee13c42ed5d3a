package io.github.happiesthashtags.twitter.stream;

import java.time.InstantSource;

/**
 * What a session is given beside its feed.
 *
 * @param maxOutOfOrderMillis how far the watermark stays behind the highest event time
 * @param clock what time it is
 * @param limits its bounds
 */
public record SessionSettings(long maxOutOfOrderMillis, InstantSource clock, FeedLimits limits) {

  /** Settings by the system's clock, with default bounds. */
  public static SessionSettings of(long maxOutOfOrderMillis, Overflow overflow) {
    return new SessionSettings(
        maxOutOfOrderMillis, InstantSource.system(), FeedLimits.DEFAULT.withOverflow(overflow));
  }

  /** The same by another clock. */
  public SessionSettings withClock(InstantSource other) {
    return new SessionSettings(maxOutOfOrderMillis, other, limits);
  }
}
