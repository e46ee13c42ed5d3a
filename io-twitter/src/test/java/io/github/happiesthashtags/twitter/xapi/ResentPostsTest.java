package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.happiesthashtags.simulator.Fault;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.stream.FeedProgress;
import io.github.happiesthashtags.twitter.stream.SessionFixture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/**
 * How posts that X sends again count for the budget, beside what X charges. X charges a post once a
 * UTC day but does not guarantee it, so every post that arrives counts: the budget is an upper
 * bound.
 */
public final class ResentPostsTest {
  private static final Instant MIDNIGHT = Instant.parse("2024-05-07T00:00:00Z");

  /** The posts that may be on their way when the budget is used up, or come after midnight. */
  private static final int FEW = 11;

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(90);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  private StreamTrial trial() {
    return new StreamTrial(sessions, 1, XApiSimulator.builder().seed(7)).closeBeforeWaits();
  }

  private static int charged(StreamTrial trial) throws IOException, InterruptedException {
    XApiSimulator simulator = trial.simulator();
    XApiCalls calls =
        new XApiCalls(
            simulator.uri(), () -> BearerToken.of(simulator.bearerToken()), Proxies.of(null));
    return Integer.parseInt(ApiUsage.read(calls).used());
  }

  @Test
  public void onTheSameDayTheyCountAgainAlthoughTheyAreFree() throws Exception {
    int budget = 100;
    try (StreamTrial trial = trial()) {
      trial.start("sample", config -> config.allowance(new Allowance(0, budget)));
      trial.play(Duration.ofSeconds(59));
      trial.simulator().inject(Fault.cleanEnd());
      // The third connection is that of the next day.
      trial.awaitConnections(3).awaitLines(budget);

      assertThat(trial.queries().get(1), containsString("backfill_minutes=1"));
      assertThat(trial.lines().size(), is(lessThanOrEqualTo(budget + FEW)));
      assertThat(charged(trial), is(greaterThanOrEqualTo(60)));
      assertThat(charged(trial), is(lessThanOrEqualTo(60 + FEW)));
    }
  }

  @Test
  public void onTheNextDayTheyCountForThatDayAndAreChargedAgain() throws Exception {
    int before = 30;
    try (StreamTrial trial = trial()) {
      Instant start = MIDNIGHT.minusSeconds(before);
      trial.clock().advance(Duration.between(trial.clock().instant(), start));
      trial.start("sample", config -> config.allowance(new Allowance(0, 100)));
      trial.play(Duration.ofSeconds(before - 1));
      trial.outage(Duration.ofSeconds(5)).simulator().inject(Fault.cleanEnd());
      trial.awaitConnections(2).play(Duration.ofSeconds(10));

      FeedProgress progress = trial.mark().progress();
      assertThat(LocalDate.ofEpochDay(progress.day()).toString(), is("2024-05-07"));
      // Those of the day before come again, then those of 15 seconds.
      assertThat(progress.statusesOfDay(), is(before + 15L));
      assertThat(trial.lines().size(), is(before + before + 15));
      assertThat(charged(trial), is(trial.lines().size()));
    }
  }
}
