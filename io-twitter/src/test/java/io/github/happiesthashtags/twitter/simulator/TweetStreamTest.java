package io.github.happiesthashtags.twitter.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.Test;

public final class TweetStreamTest {
  private final HandClock clock = new HandClock("2020-01-01T00:00:00Z");

  @Test
  public void theFirstStatusIsDueAtOnceAndTheNextOnesByTheClock() {
    TweetStream stream = stream(10, 0);
    stream.enter();
    assertThat(drain(stream), is(1));
    assertThat(drain(stream), is(0));
    clock.advance(Duration.ofMillis(500));
    assertThat(drain(stream), is(5));
  }

  @Test
  public void timeWithoutReadersDoesNotCount() {
    TweetStream stream = stream(10, 0);
    stream.enter();
    assertThat(drain(stream), is(1));
    stream.leave();
    clock.advance(Duration.ofHours(1));
    stream.enter();
    assertThat(drain(stream), is(0));
  }

  @Test
  public void nobodyIsFloodedAfterAPause() {
    TweetStream stream = stream(10, 0);
    stream.enter();
    clock.advance(Duration.ofHours(1));
    assertThat(drain(stream), is(10));
  }

  @Test
  public void theLimitEndsTheStatuses() {
    TweetStream stream = stream(100, 7);
    stream.enter();
    clock.advance(Duration.ofSeconds(1));
    assertThat(drain(stream), is(7));
    clock.advance(Duration.ofSeconds(1));
    assertThat(drain(stream), is(0));
  }

  @Test
  public void aRateOfZeroGivesNothing() {
    TweetStream stream = stream(0, 0);
    stream.enter();
    clock.advance(Duration.ofHours(1));
    assertThat(drain(stream), is(0));
  }

  @Test
  public void aClockThatStepsBackStopsTheStreamUntilItCaughtUp() {
    TweetStream stream = stream(10, 0);
    stream.enter();
    assertThat(drain(stream), is(1));
    clock.advance(Duration.ofSeconds(-5));
    assertThat(drain(stream), is(0));
    clock.advance(Duration.ofSeconds(5).plusMillis(100));
    assertThat(drain(stream), is(1));
  }

  @Test
  public void theSameClockAndSeedGiveTheSameBytes() {
    assertThat(text(stream(100, 0)), equalTo(text(stream(100, 0))));
  }

  private String text(TweetStream stream) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.enter();
    int statuses = stream.drainTo(out);
    assertThat(statuses, is(1));
    return out.toString(UTF_8);
  }

  private static int drain(TweetStream stream) {
    return stream.drainTo(new ByteArrayOutputStream());
  }

  private TweetStream stream(double rate, long limit) {
    return new TweetStream(
        new StreamSettings(
            1, rate, limit, 0.25, 0, 0, Duration.ofSeconds(1), Duration.ofSeconds(20), clock));
  }
}
