package io.github.happiesthashtags.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a stream asks for.
 *
 * @param partition 0 for a stream without
 * @param backfill how far to go back first; zero for not at all
 * @param recovery the past to send instead of what is to come; null for none
 */
record StreamPlan(
    StreamEndpoint endpoint, int partition, Duration backfill, @Nullable Range recovery) {
  /** From a time to just before another one. */
  record Range(Instant start, Instant end) {}

  /** What counts as one stream where the number of connections is limited. */
  String key() {
    return key(endpoint.path(), partition);
  }

  static String key(String path, int partition) {
    return partition == 0 ? path : path + "?partition=" + partition;
  }
}
