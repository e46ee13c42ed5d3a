package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long something takes: real time, because it is about connections, unless the clock is a
 * virtual one, which is moved on instead.
 */
final class Pace {
  private static final long TICK_MILLIS = 2;

  private final Clock clock;
  private final @Nullable VirtualClock virtual;
  private final long begun = System.nanoTime();
  private final Instant begin;

  Pace(Clock clock) {
    this.clock = clock;
    this.virtual = clock instanceof VirtualClock virtualClock ? virtualClock : null;
    this.begin = clock.instant();
  }

  boolean isVirtual() {
    return virtual != null;
  }

  /** How much time has passed since this was made. */
  Duration elapsed() {
    return virtual == null
        ? Duration.ofNanos(System.nanoTime() - begun)
        : Duration.between(begin, clock.instant());
  }

  /** Lets so much time pass, or less if there is no more reason to wait. */
  void pause(Duration length, BooleanSupplier over) throws InterruptedException {
    Duration end = elapsed().plus(length);
    if (virtual != null) {
      virtual.advance(length);
      // Nobody is to be kept busy by time that costs nothing.
      Thread.sleep(1);
    }
    while (elapsed().compareTo(end) < 0 && !over.getAsBoolean()) {
      // In ticks, because nobody tells when it is over.
      Thread.sleep(TICK_MILLIS);
    }
  }

  /** Waits for as long as nothing else happens, while time may jump once. */
  void standStill(Duration jump, BooleanSupplier over) throws InterruptedException {
    if (virtual != null) {
      virtual.advance(jump);
    }
    while (!over.getAsBoolean()) {
      // In ticks, because nobody tells when it is over.
      Thread.sleep(TICK_MILLIS);
    }
  }
}
