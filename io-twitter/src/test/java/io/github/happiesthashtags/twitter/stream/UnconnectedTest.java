package io.github.happiesthashtags.twitter.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public final class UnconnectedTest {
  private final int before = FeedStats.Unconnected.count();
  private final FeedStats stats = new FeedStats();

  @Test
  public void aPartitionCountsUntilItIsConnectedForTheFirstTime() {
    stats.state(ConnectionState.CONNECTING);
    assertThat(FeedStats.Unconnected.count() - before, is(0));
    stats.unreached("x-firehose-3", "the server answered 503");
    stats.unreached("x-firehose-3", "the server answered 503");
    stats.state(ConnectionState.WAITING);
    assertThat(FeedStats.Unconnected.count() - before, is(1));
    stats.state(ConnectionState.STREAMING);
    assertThat(FeedStats.Unconnected.count() - before, is(0));
    // The stream has been connected before, so it has event time; the connection log reports the
    // loss.
    stats.unreached("x-firehose-3", "the connection was cut");
    assertThat(FeedStats.Unconnected.count() - before, is(0));
  }

  @Test
  public void thePartitionIsNamedInTheLogOnceAMinute() {
    AtomicLong nanos = new AtomicLong();
    PrintStream real = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    FeedStats.Unconnected partition = new FeedStats.Unconnected("x-firehose-3", nanos::get);
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      partition.because("the server answered 503");
      for (int second = 0; second < 180; second++) {
        nanos.set(TimeUnit.SECONDS.toNanos(second));
        partition.tellIfDue();
      }
    } finally {
      System.setErr(real);
      partition.end();
    }
    List<String> lines =
        printed.toString(UTF_8).lines().filter(line -> line.contains("x-firehose-3")).toList();
    // After one minute and after two.
    assertThat(lines, hasSize(2));
    assertThat(
        lines.get(0),
        allOf(
            containsString("x-firehose-3 has not been connected yet"),
            containsString("the server answered 503")));
  }

  @Test
  public void aSessionThatEndsCountsNoMore() {
    stats.unreached("x-firehose-3", "the server answered 503");
    stats.state(ConnectionState.IDLE);
    assertThat(FeedStats.Unconnected.count() - before, is(0));
  }
}
