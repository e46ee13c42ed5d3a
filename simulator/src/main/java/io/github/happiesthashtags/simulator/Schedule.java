package io.github.happiesthashtags.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the messages of a stream are due: the first one at once, the others at an even rate. */
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

  /** When the next message is due; null if there is none. */
  @Nullable Instant next() {
    if (rate == 0 || (limit > 0 && made >= limit)) {
      return null;
    }
    return burst > 0 ? latest : base.plusNanos((long) (sinceBase * NANOS_PER_SECOND / rate));
  }

  /** Goes on to the message after the one that is next. */
  void made(Instant due) {
    latest = due;
    made++;
    if (burst > 0) {
      burst--;
    } else {
      sinceBase++;
    }
  }

  /** So many seconds' messages are due now, and the others when they would have been. */
  void burst(long seconds, Instant now) {
    burst += (long) Math.ceil(seconds * rate);
    latest = now.isAfter(latest) ? now : latest;
  }

  /** What is due from here on is due later: the time in between had no messages. */
  void postpone(Duration by) {
    base = base.plus(by);
  }
}
