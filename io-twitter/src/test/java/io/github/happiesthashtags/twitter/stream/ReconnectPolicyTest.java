package io.github.happiesthashtags.twitter.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.Test;

public final class ReconnectPolicyTest {
  private static final Duration NONE = Duration.ZERO;

  private final HandClock clock = new HandClock("2024-05-06T07:00:00Z");
  private final ReconnectPolicy policy = new ReconnectPolicy(clock);

  @Test
  public void aLostConnectionIsMadeAgainAtOnceThenAQuarterOfASecondLaterEachTime() {
    assertThat(millis(5, policy::afterNetworkError), contains(0L, 250L, 500L, 750L, 1_000L));
    assertThat(millis(58, policy::afterNetworkError).get(57), is(15_500L));
    assertThat(millis(4, policy::afterNetworkError), contains(15_750L, 16_000L, 16_000L, 16_000L));
  }

  @Test
  public void anHttpErrorWaitsFiveSecondsDoublingToFiveMinutesAndTwenty() {
    assertThat(
        seconds(9, () -> policy.afterHttpError(NONE)),
        contains(5L, 10L, 20L, 40L, 80L, 160L, 320L, 320L, 320L));
  }

  @Test
  public void aRateLimitWaitsAMinuteDoubling() {
    assertThat(
        seconds(7, () -> policy.afterRateLimit(NONE)),
        contains(60L, 120L, 240L, 480L, 960L, 960L, 960L));
  }

  @Test
  public void noWaitOverflowsHoweverOftenItFails() {
    for (int i = 0; i < 10_000; i++) {
      policy.afterNetworkError();
      policy.afterHttpError(NONE);
      policy.afterRateLimit(NONE);
    }
    assertThat(policy.afterNetworkError(), is(Duration.ofSeconds(16)));
    assertThat(policy.afterHttpError(NONE), is(Duration.ofSeconds(320)));
    assertThat(policy.afterRateLimit(NONE), is(Duration.ofMinutes(16)));
  }

  @Test
  public void whatTheServerAsksForIsWaitedForIfItIsLonger() {
    assertThat(policy.afterRateLimit(Duration.ofSeconds(899)), is(Duration.ofSeconds(899)));
    assertThat(policy.afterRateLimit(Duration.ofSeconds(3)), is(Duration.ofMinutes(2)));
    assertThat(policy.afterHttpError(Duration.ofSeconds(30)), is(Duration.ofSeconds(30)));
    assertThat(policy.afterHttpError(Duration.ofSeconds(3)), is(Duration.ofSeconds(10)));
  }

  @Test
  public void noServerCanSendItAwayForMoreThanAnHour() {
    Duration absurd = Duration.ofSeconds(Long.MAX_VALUE);
    assertThat(policy.afterRateLimit(absurd), is(Duration.ofHours(1)));
    assertThat(policy.afterHttpError(absurd), is(Duration.ofHours(1)));
  }

  @Test
  public void kindsOfFailureCountSeparatelyAndOnlyASteadyConnectionResetsThem() {
    policy.afterNetworkError();
    policy.afterHttpError(NONE);
    policy.afterRateLimit(NONE);
    assertThat(policy.afterNetworkError(), is(Duration.ofMillis(250)));
    assertThat(policy.afterHttpError(NONE), is(Duration.ofSeconds(10)));
    assertThat(policy.afterRateLimit(NONE), is(Duration.ofMinutes(2)));
    live(ReconnectPolicy.STEADY);
    assertThat(policy.afterNetworkError(), is(NONE));
    assertThat(policy.afterHttpError(NONE), is(Duration.ofSeconds(5)));
    assertThat(policy.afterRateLimit(NONE), is(Duration.ofMinutes(1)));
  }

  @Test
  public void dataAloneDoesNotShortenTheWaits() {
    policy.afterNetworkError();
    live(ReconnectPolicy.STEADY.minusMillis(1));
    assertThat(policy.isSteady(), is(false));
    assertThat(policy.afterNetworkError(), is(Duration.ofMillis(250)));
    assertThat(policy.earlyEnds(), is(2));
  }

  @Test
  public void aLongConnectionWithoutDataDoesNotShortenTheWaits() {
    policy.afterNetworkError();
    policy.connected();
    clock.advance(Duration.ofHours(1));
    assertThat(policy.isSteady(), is(false));
    assertThat(policy.afterNetworkError(), is(Duration.ofMillis(250)));
  }

  @Test
  public void dataOfAnEarlierConnectionTellsNothingOfTheNext() {
    live(ReconnectPolicy.STEADY);
    policy.afterNetworkError();
    policy.connected();
    clock.advance(ReconnectPolicy.STEADY);
    assertThat(policy.isSteady(), is(false));
  }

  private void live(Duration length) {
    policy.connected();
    policy.dataFlowed();
    clock.advance(length);
  }

  private static List<Long> millis(int times, Supplier<Duration> wait) {
    return Stream.generate(wait).limit(times).map(Duration::toMillis).toList();
  }

  private static List<Long> seconds(int times, Supplier<Duration> wait) {
    return Stream.generate(wait).limit(times).map(Duration::toSeconds).toList();
  }
}
