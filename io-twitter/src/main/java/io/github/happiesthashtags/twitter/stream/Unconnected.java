package io.github.happiesthashtags.twitter.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream or partition that has never been connected since its session began. It has no event
 * time, so it holds back the windows of all other streams.
 */
public final class Unconnected {
  private static final Logger LOG = LoggerFactory.getLogger(Unconnected.class);

  /** Often enough that a user who misses tables sees the reason. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  private static final Set<Unconnected> ALL = ConcurrentHashMap.newKeySet();

  private final String name;
  private final Instant since = Instant.now();
  private final LongSupplier nanos;
  private long dueNanos;
  private String why = "";

  Unconnected(String name) {
    this(name, System::nanoTime);
  }

  /** With a clock of its own, in nanoseconds since any moment. */
  Unconnected(String name, LongSupplier nanos) {
    this.name = name;
    this.nanos = nanos;
    this.dueNanos = nanos.getAsLong() + EVERY.toNanos();
    ALL.add(this);
  }

  /** Returns the number of them in this process. */
  public static int count() {
    return ALL.size();
  }

  void because(String reason) {
    why = reason;
  }

  void end() {
    ALL.remove(this);
  }

  void tellIfDue() {
    long now = nanos.getAsLong();
    if (now - dueNanos >= 0) {
      dueNanos = now + EVERY.toNanos();
      LOG.warn(
          "{} has not been connected yet, trying since {}; no window closes until it is: {}",
          name,
          since.truncatedTo(ChronoUnit.SECONDS),
          why);
    }
  }
}
