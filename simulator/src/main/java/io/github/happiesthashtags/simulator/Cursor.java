package io.github.happiesthashtags.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection has read; it belongs to its {@link TweetLog}, whose lock guards it.
 *
 * <p>A live cursor waits for what is to come. One of a recovery ends where the past asked for does.
 */
final class Cursor {
  final int partition;
  final int partitions;
  final @Nullable Instant until;

  long position;

  /** How many bytes it was behind to begin with: what was asked for is not held against it. */
  long head;

  boolean waiting;
  long busySince = System.nanoTime();

  /** When a keep-alive is due by the clock, which a virtual clock does not jump over. */
  Instant silentUntil = Instant.MAX;

  Cursor(StreamPlan plan) {
    this.partition = plan.partition();
    this.partitions = plan.endpoint().partitions();
    StreamPlan.Range recovery = plan.recovery();
    this.until = recovery == null ? null : recovery.end();
  }

  boolean isLive() {
    return until == null;
  }

  boolean takes(LogEntry entry) {
    return partitions == 0 || entry.sequence % partitions + 1 == partition;
  }
}
