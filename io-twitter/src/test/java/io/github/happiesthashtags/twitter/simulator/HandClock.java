package io.github.happiesthashtags.twitter.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves by hand alone. */
public final class HandClock extends Clock {
  private volatile Instant now;

  /** Shows this time. */
  public HandClock(String start) {
    this.now = Instant.parse(start);
  }

  /** Moves it on. */
  public void advance(Duration by) {
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

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the simulator has no use for zones");
  }
}
