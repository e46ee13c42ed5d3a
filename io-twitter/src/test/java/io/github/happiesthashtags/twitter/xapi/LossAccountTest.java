package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.simulator.Fault;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.SessionFixture;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Tests that every status is either received or reported as lost, and never both. */
public final class LossAccountTest {
  private static final Duration SOME_SECONDS = Duration.ofSeconds(10);

  /** A part of the interval between statuses, so that no status happens at the border of a gap. */
  private static final Duration FRACTION = Duration.ofMillis(37);

  private static final Instant MIDNIGHT = Instant.parse("2024-05-07T00:00:00Z");

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(90);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  @Test
  public void withoutBackfillExactlyWhatIsMissingIsReportedAsLost() {
    for (String fault :
        new String[] {"clean-end", "disconnect-message", "reset", "refuse:503:times=4:cut"}) {
      try (StreamTrial trial = trial(20, XApiSimulator.builder().backfillAllowed(false))) {
        trial.start("sample").play(SOME_SECONDS);
        trial.outage(Duration.ofSeconds(30).plus(FRACTION));
        trial.simulator().inject(Fault.parse(fault));
        trial.awaitConnections(2).play(SOME_SECONDS);
        assertThat(fault, trial.missing().size(), is(greaterThan(599)));
        assertLossIsExact(trial);
        assertThat(fault, trial.causes(), hasItem("recovery_refused"));
      }
    }
  }

  @Test
  public void withoutBackfillACutMessageIsLostToo() {
    // The fault is scheduled by message number: a fault by time could hit the message before or
    // after.
    long sent = 1 + 20 * SOME_SECONDS.toSeconds();
    try (StreamTrial trial =
        trial(20, XApiSimulator.builder().backfillAllowed(false).fault(sent, Fault.cutMidLine()))) {
      trial.outage(FRACTION);
      trial.start("sample").play(SOME_SECONDS);
      trial.clock().advance(Duration.ofMillis(60));
      trial.awaitConnections(2).play(SOME_SECONDS);
      assertThat(trial.missing(), is(aMapWithSize(1)));
      assertLossIsExact(trial);
      assertThat(trial.counter("received_malformed"), is(1L));
    }
  }

  @Test
  public void fiveMinutesOfALongerOutageAreBackfilledAndTheRestIsLost() {
    try (StreamTrial trial = trial(5, XApiSimulator.builder())) {
      trial.start("sample").play(SOME_SECONDS);
      trial.outage(Duration.ofMinutes(8).plus(FRACTION));
      trial.simulator().inject(Fault.cleanEnd());
      trial.awaitConnections(2).play(SOME_SECONDS);
      assertThat(trial.missing(), is(aMapWithSize(3 * 60 * 5)));
      assertLossIsExact(trial);
    }
  }

  @Test
  public void anOutageOfTwoHoursIsRecoveredWhole() {
    try (StreamTrial trial = afterOutage(XApiSimulator.builder(), Duration.ofHours(2))) {
      trial.playAll(SOME_SECONDS);
      assertThat(trial.counter("gap_lost_millis"), is(0L));
      assertThat(
          trial.counter("gap_recovered_millis"),
          is(greaterThan(Duration.ofHours(2).minusMinutes(1).toMillis())));
      assertThat(trial.queries().get(1), containsString("start_time="));
    }
  }

  @Test
  public void eventsOfTwoHoursAreRecoveredWhole() {
    try (StreamTrial trial = trial(0.2, XApiSimulator.builder())) {
      trial.start("activity").playAll(SOME_SECONDS).stop();
      trial.clock().advance(Duration.ofHours(2));
      trial.start("activity").playAll(SOME_SECONDS);
      assertThat(trial.counter("gap_lost_millis"), is(0L));
      assertThat(
          trial.counter("gap_recovered_millis"),
          is(greaterThan(Duration.ofHours(2).minusMinutes(1).toMillis())));
      assertThat(trial.queries().get(1), containsString("start_time="));
    }
  }

  @Test
  public void eventsOfThreeMinutesAreBackfilled() {
    try (StreamTrial trial = trial(5, XApiSimulator.builder())) {
      trial.start("activity").playAll(SOME_SECONDS).stop();
      trial.clock().advance(Duration.ofMinutes(3));
      trial.start("activity").playAll(SOME_SECONDS);
      assertThat(trial.counter("gap_lost_millis"), is(0L));
      assertThat(trial.queries().get(1), containsString("backfill_minutes="));
    }
  }

  @Test
  public void anOutageWhileTheProcessIsGoneIsRecoveredFromTheMark() {
    try (StreamTrial trial = trial(0.2, filtered())) {
      trial.start("filtered").playAll(SOME_SECONDS).stop();
      trial.clock().advance(Duration.ofHours(2));
      trial.start("filtered").playAll(SOME_SECONDS);
      assertThat(trial.counter("gap_lost_millis"), is(0L));
    }
  }

  @Test
  public void theOlderPartOfAnOutageOfThirtyHoursIsLostAndCounted() {
    try (StreamTrial trial =
        afterOutage(XApiSimulator.builder(), Duration.ofHours(30).plus(FRACTION))) {
      trial.awaitCounter("gap_recovered_millis").play(SOME_SECONDS);
      assertThat(trial.missing().size(), is(greaterThan(6 * 3600 / 5)));
      assertLossIsExact(trial);
    }
  }

  @Test
  public void whereRecoveryIsRefusedFiveMinutesAreBackfilled() {
    try (StreamTrial trial =
        afterOutage(
            XApiSimulator.builder().recoveryAllowed(false), Duration.ofHours(2).plus(FRACTION))) {
      trial.play(SOME_SECONDS);
      assertThat(trial.queries().get(2), containsString("backfill_minutes=5"));
      assertThat(trial.missing().size(), is(greaterThan(110 * 60 / 5)));
      assertLossIsExact(trial);
      assertThat(trial.causes(), is(Set.of("ended", "recovery_refused")));
    }
  }

  @Test
  public void whereBothAreRefusedTheStreamGoesOnAtOnce() {
    try (StreamTrial trial =
        afterOutage(
            XApiSimulator.builder().recoveryAllowed(false).backfillAllowed(false),
            Duration.ofHours(2).plus(FRACTION))) {
      trial.play(SOME_SECONDS);
      assertLossIsExact(trial);
      assertThat(trial.causes(), is(Set.of("ended", "recovery_refused")));
      assertThat(trial.waits(), everyItem(is(Duration.ZERO)));
    }
  }

  /** Returns a filtered stream that has just reconnected. */
  private StreamTrial afterOutage(XApiSimulator.Builder simulator, Duration outage) {
    StreamTrial trial = trial(0.2, simulator.rules(List.of("happy")));
    trial.start("filtered").play(SOME_SECONDS).outage(outage);
    trial.simulator().inject(Fault.cleanEnd());
    return trial.awaitConnections(2);
  }

  private static XApiSimulator.Builder filtered() {
    return XApiSimulator.builder().rules(List.of("happy"));
  }

  @Test
  public void aStaleConnectionIsEndedThroughTheApiAndNothingIsMissing() {
    try (StreamTrial trial = trial(20, XApiSimulator.builder())) {
      trial.start("sample").playAll(SOME_SECONDS);
      trial.simulator().inject(Fault.stale());
      trial.playAll(SOME_SECONDS);
      assertThat(trial.simulator().openConnections(), is(1));
      assertThat(
          trial.simulator().requests().stream()
              .filter(request -> request.method().equals("DELETE"))
              .count(),
          is(1L));
      assertThat(trial.counter("reconnects_too_many_connections"), is(1L));
    }
  }

  @Test
  public void theDaysBudgetPausesUntilMidnightAndThePauseIsNotAskedFor() {
    int budget = 100;
    try (StreamTrial trial = trial(1, XApiSimulator.builder()).closeBeforeWaits()) {
      trial.start("sample", config -> config.allowance(new Allowance(0, budget)));
      trial.clock().advance(Duration.ofSeconds(budget + 20));
      trial.awaitConnections(2).awaitLines(budget);
      assertThat(
          Instant.ofEpochMilli(trial.clock().millis()).toString(), containsString("-07T00:00:0"));
      assertThat(
          trial.session().watermarkMillis() / 60_000,
          is(Instant.parse("2024-05-06T23:59:50Z").toEpochMilli() / 60_000));
      trial.play(SOME_SECONDS);
      assertThat(trial.lines().size(), is(lessThanOrEqualTo(budget + 11)));
      assertThat(trial.queries().get(1), not(containsString("backfill_minutes")));
      assertThat(trial.counter("gap_lost_millis"), is(0L));
    }
  }

  @Test
  public void theMonthsBudgetPausesUntilTheNextMonth() {
    try (StreamTrial trial = trial(1, XApiSimulator.builder()).closeBeforeWaits()) {
      trial.clock().advance(Duration.ofDays(25));
      trial.start("sample", config -> config.allowance(new Allowance(0, 0, 100)));
      trial.clock().advance(Duration.ofMinutes(2));
      trial.awaitConnections(2).awaitLines(100);
      assertThat(
          Instant.ofEpochMilli(trial.clock().millis()).toString(),
          containsString("2024-06-01T00:00:0"));
      assertThat(trial.queries().get(1), not(containsString("backfill_minutes")));
      assertThat(trial.counter("gap_lost_millis"), is(0L));
    }
  }

  @Test
  public void theDaysBudgetSurvivesARestart() {
    Allowance budget = new Allowance(0, 100);
    try (StreamTrial trial = trial(1, XApiSimulator.builder()).closeBeforeWaits()) {
      trial.start("sample", config -> config.allowance(budget)).play(Duration.ofSeconds(59)).stop();
      trial.start("sample", config -> config.allowance(budget));
      trial.clock().advance(Duration.ofMinutes(5));
      trial.awaitConnections(3).awaitLines(100);
      // The second connection reads the rest of the day's budget.
      trial.play(SOME_SECONDS);
      assertThat(trial.lines().size(), is(lessThanOrEqualTo(100 + 11)));
    }
  }

  @Test
  public void aRestartAfterAPauseDoesNotAskForThePause() {
    Allowance budget = new Allowance(0, 100);
    try (StreamTrial trial = trial(1, XApiSimulator.builder())) {
      trial.start("sample", config -> config.allowance(budget)).play(Duration.ofSeconds(98));
      trial.stopAtNextWait(Duration.ofSeconds(1));
      trial.clock().advance(Duration.between(trial.clock().instant(), MIDNIGHT));
      trial.start("sample", config -> config.allowance(budget));
      trial.awaitConnections(2).play(SOME_SECONDS);
      assertThat(trial.queries().get(1), not(containsString("backfill_minutes")));
    }
  }

  @Test
  public void compressedAndPlainStreamsAreTheSameLines() {
    List<List<String>> both =
        Stream.of(true, false)
            .map(
                compressed -> {
                  try (StreamTrial trial = trial(20, XApiSimulator.builder())) {
                    trial.start("sample", config -> config.compressed(compressed));
                    trial.playAll(SOME_SECONDS);
                    assertThat(
                        trial.simulator().requests().get(0).acceptEncoding(),
                        is(compressed ? "gzip" : ""));
                    return List.copyOf(trial.lines());
                  }
                })
            .toList();
    assertThat(both.get(0), is(both.get(1)));
    assertThat(both.get(0).size(), is(201));
  }

  @Test
  public void aReplacedTokenIsTakenAndTheSameIsFatal() {
    try (StreamTrial trial = trial(20, XApiSimulator.builder())) {
      trial.start("sample").playAll(SOME_SECONDS);
      // The token file is replaced after the request with the old token.
      trial.useToken("AAAAold", trial.simulator().bearerToken());
      trial.simulator().inject(Fault.cleanEnd());
      trial.awaitCounter("reconnects_token").playAll(SOME_SECONDS);
      assertThat(trial.counter("gap_lost_millis"), is(0L));
      trial.simulator().inject(Fault.refuse(401).withCut());
      assertThat(trial.awaitFailure(), is(instanceOf(CredentialsException.class)));
    }
  }

  @Test
  public void theLimitsResetIsWaitedFor() {
    try (StreamTrial trial = trial(20, XApiSimulator.builder())) {
      trial.start("sample").playAll(SOME_SECONDS);
      trial
          .simulator()
          .inject(Fault.refuse(429).withRateLimitReset(Duration.ofSeconds(200)).withCut());
      trial.awaitConnections(2).playAll(SOME_SECONDS);
      assertThat(trial.waits(), is(List.of(Duration.ZERO, Duration.ofSeconds(200))));
    }
  }

  @Test
  public void aRedirectIsNotFollowed() throws Exception {
    try (ScriptedServer elsewhere = new ScriptedServer();
        StreamTrial trial = trial(20, XApiSimulator.builder())) {
      trial.simulator().inject(Fault.redirect(elsewhere.uri()));
      trial.start("sample").awaitCounter("reconnects_redirect").awaitConnections(1);
      trial.playAll(SOME_SECONDS);
      assertThat(elsewhere.requests(), is(List.of()));
    }
  }

  private void assertLossIsExact(StreamTrial trial) {
    assertThat(trial.missingUnreported(), is(anEmptyMap()));
    assertThat(trial.reportedReceived(), is(anEmptyMap()));
    assertThat(trial.counter("gap_lost_millis"), is(trial.reportedLostMillis()));
  }

  private StreamTrial trial(double perSecond, XApiSimulator.Builder simulator) {
    return new StreamTrial(sessions, perSecond, simulator.seed(7));
  }
}
