package io.github.happiesthashtags.twitter.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import io.github.happiesthashtags.simulator.HandClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public final class ConnectBudgetTest {
  private static final String FEED = "x-sample";

  private final HandClock clock = new HandClock("2024-05-06T07:00:00Z");
  private final ConnectGate.Budget budget = new ConnectGate.Budget();

  @Test
  public void aStormOfConnectionsThatEndAtOnceStaysBelowTheLimit() {
    List<Instant> connects = storm(new ReconnectPolicy(clock), Duration.ofHours(2), Duration.ZERO);
    assertThat(within(connects, Duration.ofSeconds(20)), is(lessThanOrEqualTo(20)));
    assertThat(within(connects, Duration.ofMinutes(15)), is(lessThanOrEqualTo(45)));
    // Connects continue throughout: no gap is longer than a backfill can recover.
    assertThat(longestGap(connects), is(lessThan(Duration.ofMinutes(5))));
    assertThat(within(connects, Duration.ofMinutes(15)), is(greaterThan(20)));
  }

  @Test
  public void connectionsThatLiveJustLongEnoughToBeSteadyStayBelowTheLimit() {
    List<Instant> connects =
        storm(new ReconnectPolicy(clock), Duration.ofHours(2), ReconnectPolicy.STEADY);
    assertThat(within(connects, Duration.ofMinutes(15)), is(lessThanOrEqualTo(45)));
  }

  @Test
  public void newSessionsWithPoliciesOfTheirOwnHaveTheSameBudget() {
    List<Instant> connects = new ArrayList<>();
    Instant end = clock.instant().plus(Duration.ofHours(1));
    while (clock.instant().isBefore(end)) {
      Duration wait = budget.take(FEED, clock.instant());
      if (wait.isZero()) {
        connects.add(clock.instant());
      }
      clock.advance(wait);
    }
    assertThat(within(connects, Duration.ofMinutes(15)), is(lessThanOrEqualTo(45)));
  }

  @Test
  public void aFeedThatIsCutNowAndThenIsNeverHeldBack() {
    for (int i = 0; i < 200; i++) {
      assertThat(budget.take(FEED, clock.instant()), is(Duration.ZERO));
      clock.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  public void partitionsShareABudgetAndMayAllBeCutTwice() {
    for (int round = 0; round < 2; round++) {
      for (int partition = 1; partition <= 20; partition++) {
        assertThat(budget.take("x-firehose-" + partition, clock.instant()), is(Duration.ZERO));
      }
      clock.advance(Duration.ofSeconds(1));
    }
    for (int partition = 1; partition <= 5; partition++) {
      assertThat(budget.take("x-firehose-" + partition, clock.instant()), is(Duration.ZERO));
    }
    assertThat(budget.take("x-firehose-6", clock.instant()), is(Duration.ofSeconds(898)));
    clock.advance(Duration.ofSeconds(898));
    assertThat(budget.take("x-firehose-6", clock.instant()), is(Duration.ZERO));
  }

  @Test
  public void aConnectThatDidNotReachTheServerIsGivenBack() {
    for (int i = 0; i < 1000; i++) {
      assertThat(budget.take(FEED, clock.instant()), is(Duration.ZERO));
      budget.giveBack(FEED);
    }
    budget.giveBack(FEED);
    assertThat(budget.used(), is(0));
  }

  @Test
  public void aClockThatIsPutBackDoesNotStopTheFeed() {
    for (int i = 0; i < ConnectGate.Budget.MOST; i++) {
      budget.take("feed " + i, clock.instant());
    }
    clock.advance(Duration.ofDays(-1));
    assertThat(budget.take(FEED, clock.instant()), is(Duration.ZERO));
  }

  @Test
  public void anEndpointHasOneBudgetWhateverIsAskedOfIt() {
    URI one = URI.create("https://api.example/2/tweets/firehose/stream?partition=1");
    URI two = URI.create("https://api.example/2/tweets/firehose/stream?partition=2");
    assertThat(ConnectGate.Budget.of(one), is(sameInstance(ConnectGate.Budget.of(two))));
    URI other = URI.create("https://api.example/2/tweets/sample/stream");
    assertThat(ConnectGate.Budget.of(other), is(not(sameInstance(ConnectGate.Budget.of(one)))));
  }

  /**
   * Returns the times of connects if each connection delivers data and ends after the given time.
   */
  private List<Instant> storm(ReconnectPolicy policy, Duration length, Duration life) {
    List<Instant> connects = new ArrayList<>();
    Instant end = clock.instant().plus(length);
    while (clock.instant().isBefore(end)) {
      Duration wait = budget.take(FEED, clock.instant());
      if (wait.isZero()) {
        connects.add(clock.instant());
        policy.connected();
        policy.dataFlowed();
        clock.advance(life);
        wait = policy.afterNetworkError();
      }
      clock.advance(wait);
    }
    return connects;
  }

  /** Returns the most connects in any period of that length. */
  private static int within(List<Instant> connects, Duration length) {
    int most = 0;
    for (Instant first : connects) {
      Instant end = first.plus(length);
      most =
          Math.max(
              most,
              (int)
                  connects.stream().filter(at -> !at.isBefore(first) && at.isBefore(end)).count());
    }
    return most;
  }

  private static Duration longestGap(List<Instant> connects) {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < connects.size(); i++) {
      Duration gap = Duration.between(connects.get(i - 1), connects.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }
}
