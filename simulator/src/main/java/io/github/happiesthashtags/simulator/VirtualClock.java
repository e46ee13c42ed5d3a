package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved, by a test or by the simulator that it was given to:
 * a simulator moves it on to the next status as soon as its clients have got the one before.
 *
 * <p>Its zone is UTC. Safe for use by several threads.
 */
public final class VirtualClock extends Clock {
  private Instant now;

  /** A clock that shows {@code start}. */
  public VirtualClock(Instant start) {
    this.now = start;
  }

  /**
   * Moves the clock on.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("by is " + by + ": a clock is only moved forward");
    }
    now = now.plus(by);
  }

  /** Moves the clock on to {@code then}, if it is not there yet. */
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

  /** This clock itself: an instant is the same in every zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
