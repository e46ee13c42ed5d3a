package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock for tests that stands still until the test moves it. Unlike a {@link VirtualClock}, the
 * simulator never moves it.
 *
 * <p>The zone is UTC. Thread-safe.
 */
public final class HandClock extends Clock {
  private volatile Instant now;

  /**
   * Creates a clock that stands at this time.
   *
   * @param start an ISO instant, such as {@code 2024-05-06T07:00:00Z}
   */
  public HandClock(String start) {
    this.now = Instant.parse(start);
  }

  /** Moves the clock on. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
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
