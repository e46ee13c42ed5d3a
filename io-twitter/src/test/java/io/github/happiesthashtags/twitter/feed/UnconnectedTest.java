package io.github.happiesthashtags.twitter.feed;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public final class UnconnectedTest {
  private final int before = Unconnected.count();
  private final FeedStats stats = new FeedStats();

  @Test
  public void aPartitionCountsUntilItIsConnectedForTheFirstTime() {
    stats.state(ConnectionState.CONNECTING);
    assertThat(Unconnected.count() - before, is(0));
    stats.unreached("x-firehose-3", "the server answered 503");
    stats.unreached("x-firehose-3", "the server answered 503");
    stats.state(ConnectionState.WAITING);
    assertThat(Unconnected.count() - before, is(1));
    stats.state(ConnectionState.STREAMING);
    assertThat(Unconnected.count() - before, is(0));
    // It was there: others have its event time, and the log of connections tells the rest.
    stats.unreached("x-firehose-3", "the connection was cut");
    assertThat(Unconnected.count() - before, is(0));
  }

  @Test
  public void aSessionThatEndsCountsNoMore() {
    stats.unreached("x-firehose-3", "the server answered 503");
    stats.state(ConnectionState.IDLE);
    assertThat(Unconnected.count() - before, is(0));
  }
}
