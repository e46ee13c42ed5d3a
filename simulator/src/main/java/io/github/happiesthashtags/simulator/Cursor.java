package io.github.happiesthashtags.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection's position in a {@link TweetLog}, guarded by the lock of that log.
 *
 * <p>A live cursor waits for new messages. A recovery's cursor ends at the end of the requested
 * range.
 */
final class Cursor {
  final int partition;
  final int partitions;
  final @Nullable Instant until;

  long position;

  /** How many bytes the cursor was behind at first. A requested backfill does not count as lag. */
  long head;

  boolean waiting;
  long busySince = System.nanoTime();

  /** When the next keep-alive is due. A virtual clock does not jump over this time. */
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
