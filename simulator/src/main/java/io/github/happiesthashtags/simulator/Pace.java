package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timing of connections and faults: real time, unless the clock is a {@link VirtualClock},
 * which is advanced instead.
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

  /** Returns the time since this object was created. */
  Duration elapsed() {
    return virtual == null
        ? Duration.ofNanos(System.nanoTime() - begun)
        : Duration.between(begin, clock.instant());
  }

  /** Lets this much time pass, or less once {@code over} is true. */
  void pause(Duration length, BooleanSupplier over) throws InterruptedException {
    Duration end = elapsed().plus(length);
    if (virtual != null) {
      virtual.advance(length);
      // Virtual time costs nothing, so without a pause the thread would spin.
      Thread.sleep(1);
    }
    while (elapsed().compareTo(end) < 0 && !over.getAsBoolean()) {
      // In ticks: a change of the condition does not wake this thread.
      Thread.sleep(TICK_MILLIS);
    }
  }

  /** Waits until {@code over} is true; a virtual clock jumps once. */
  void standStill(Duration jump, BooleanSupplier over) throws InterruptedException {
    if (virtual != null) {
      virtual.advance(jump);
    }
    while (!over.getAsBoolean()) {
      // In ticks: a change of the condition does not wake this thread.
      Thread.sleep(TICK_MILLIS);
    }
  }
}
