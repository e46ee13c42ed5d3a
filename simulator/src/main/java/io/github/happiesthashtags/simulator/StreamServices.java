package io.github.happiesthashtags.simulator;

import java.util.function.BooleanSupplier;

/**
 * The objects that all connections of a simulator share.
 *
 * @param ending whether the simulator is closing
 */
record StreamServices(
    StreamSettings settings,
    TweetLog v2,
    TweetLog v1,
    FaultScript script,
    Rules rules,
    OpenStreams streams,
    BooleanSupplier ending) {
  TweetLog log(StreamEndpoint endpoint) {
    return endpoint.isV1() ? v1 : v2;
  }
}
