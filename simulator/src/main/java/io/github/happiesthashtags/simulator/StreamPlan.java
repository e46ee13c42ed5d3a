package io.github.happiesthashtags.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A parsed request for a stream.
 *
 * @param partition 0 if the stream is not divided
 * @param backfill how far to go back first; zero for no backfill
 * @param recovery the range of the past to send instead of the live stream, or null
 * @param selection what to send of each post of v2
 */
record StreamPlan(
    StreamEndpoint endpoint,
    int partition,
    Duration backfill,
    @Nullable Range recovery,
    PostSelection selection) {
  /** A range of time; the end is excluded. */
  record Range(Instant start, Instant end) {}

  /** Returns the key that connection limits count by. */
  String key() {
    return key(endpoint.path(), partition);
  }

  static String key(String path, int partition) {
    return partition == 0 ? path : path + "?partition=" + partition;
  }
}
