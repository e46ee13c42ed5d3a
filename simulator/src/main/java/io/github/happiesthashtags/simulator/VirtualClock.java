package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that only a test or its simulator moves. The simulator moves it to the next status as
 * soon as its clients have received the previous one.
 *
 * <p>The zone is UTC. Thread-safe.
 */
public final class VirtualClock extends Clock {
  private Instant now;

  /** Creates a clock that stands at {@code start}. */
  public VirtualClock(Instant start) {
    this.now = start;
  }

  /**
   * Advances the clock.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by is " + by + ": a clock is only moved forward");
    }
    now = now.plus(by);
  }

  /** Advances the clock to {@code then}, unless it is already there or later. */
  synchronized void advanceTo(Instant then) {
    if (then.isAfter(now)) {
      now = then;
    }
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Returns this clock itself: an instant is the same in every zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
