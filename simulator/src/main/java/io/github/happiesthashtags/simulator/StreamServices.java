package io.github.happiesthashtags.simulator;

import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The objects that all connections of a simulator share.
 *
 * @param logs the messages of every form
 * @param ending whether the simulator is closing
 */
record StreamServices(
    StreamSettings settings,
    Map<MessageMaker.Form, TweetLog> logs,
    FaultScript script,
    Rules rules,
    OpenStreams streams,
    BilledPosts billed,
    BooleanSupplier ending) {
  /** Copies the map. */
  StreamServices {
    logs = Map.copyOf(logs);
  }

  TweetLog log(StreamEndpoint endpoint) {
    return Objects.requireNonNull(logs.get(endpoint.form()));
  }
}
