package io.github.happiesthashtags.twitter.xapi;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import io.github.happiesthashtags.twitter.testing.FeedRun;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A feed of the X API that runs on a thread and does not wait between connections. */
final class RunningFeed extends FeedRun {
  static final String SECRET = "AAAAs3cr3tAAAA";

  private RunningFeed(XApiFeed feed, Sink sink, List<Duration> waits) {
    super(feed, sink, waits);
  }

  /** Returns the setup of a feed with real waits. */
  static FeedSetup config(URI uri) {
    return new FeedSetup("x-test", uri, () -> BearerToken.of(SECRET));
  }

  static RunningFeed start(URI uri) {
    return start(config(uri), 0);
  }

  static RunningFeed startImpatient(URI uri, Duration silence) {
    return start(config(uri).silence(silence), 0);
  }

  static RunningFeed startLimited(URI uri, long maxStatuses, long before) {
    return start(config(uri).allowance(new Allowance(maxStatuses, 0)), before);
  }

  /**
   * Starts the feed.
   *
   * @param before the number of statuses from earlier sessions
   */
  static RunningFeed start(FeedSetup config, long before) {
    return start(config, before, InstantSource.system());
  }

  /** Starts the feed with the test's clock. */
  static RunningFeed start(FeedSetup config, long before, InstantSource clock) {
    List<Duration> waits = new CopyOnWriteArrayList<>();
    ReconnectPolicy.Pause pause =
        (closed, wait) -> {
          waits.add(wait);
          return closed.getCount() == 0;
        };
    return new RunningFeed(new XApiFeed(config.time(pause, clock)), new Sink(before), waits);
  }

  /** Starts the feed with real waits. */
  static RunningFeed startWaiting(URI uri) {
    return new RunningFeed(new XApiFeed(config(uri)), new Sink(0), List.of());
  }
}
