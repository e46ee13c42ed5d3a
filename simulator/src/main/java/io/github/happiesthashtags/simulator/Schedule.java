package io.github.happiesthashtags.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times at which a stream's messages are due: the first at once, the others at an even rate.
 */
final class Schedule {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double rate;
  private final long limit;
  private Instant base;
  private long sinceBase;
  private long made;
  private long burst;
  private Instant latest;

  Schedule(double rate, long limit, Instant start) {
    this.rate = rate;
    this.limit = limit;
    this.base = start;
    this.latest = start;
  }

  /** Returns when the next message is due, or null if there is none. */
  @Nullable Instant next() {
    if (rate == 0 || (limit > 0 && made >= limit)) {
      return null;
    }
    return burst > 0 ? latest : base.plusNanos((long) (sinceBase * NANOS_PER_SECOND / rate));
  }

  /** Advances to the following message. */
  void made(Instant due) {
    latest = due;
    made++;
    if (burst > 0) {
      burst--;
    } else {
      sinceBase++;
    }
  }

  /** Makes this many seconds' messages due now; later messages keep their times. */
  void burst(long seconds, Instant now) {
    burst += (long) Math.ceil(seconds * rate);
    latest = now.isAfter(latest) ? now : latest;
  }

  /** Postpones all later messages, which leaves a gap without messages. */
  void postpone(Duration by) {
    base = base.plus(by);
  }
}
