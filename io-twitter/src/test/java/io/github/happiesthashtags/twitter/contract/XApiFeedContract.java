package io.github.happiesthashtags.twitter.contract;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.stream.FeedMark;
import io.github.happiesthashtags.twitter.stream.FeedSpec;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.xapi.XApi;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The contract of feeds of X API v2, whose gaps a backfill recovers. */
abstract class XApiFeedContract extends SimulatedFeedContract {

  /** Returns the stream, and its partition if it has one. */
  abstract List<String> streamAndPartition();

  /** Returns the stream with this name. */
  XApi streams(String name) {
    return XApi.streams(name);
  }

  @Override
  FeedSpec specAt(String url, XApiSimulator credentials) throws Exception {
    String file = secretFile(credentials.bearerToken());
    XApi stream = streams(streamAndPartition().get(0)).withUrl(url).withBearerTokenFile(file);
    return streamAndPartition().size() == 1
        ? stream
        : stream.withPartitions(streamAndPartition().get(1));
  }

  @Override
  protected void assertNothingIsMissing(List<Long> before, FeedMark mark, FeedRead after) {
    Set<Long> all = madeSoFar();
    Eventually.until(
        "all that was made",
        () -> {
          after.poll();
          Set<Long> read = new HashSet<>(before);
          read.addAll(after.ids());
          return read.containsAll(all);
        });
  }

  @Override
  protected List<String> secrets() {
    return List.of(simulator().bearerToken());
  }
}
