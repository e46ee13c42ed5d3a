package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.happiesthashtags.simulator.Fault;
import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.stream.SessionFixture;
import java.time.Duration;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class EveryFaultTest {
  /** Longer than the simulator pauses on a busy machine. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  @Rule(order = 0)
  public final Timeout timeout = Timeout.seconds(90);

  @Rule(order = 1)
  public final SessionFixture sessions = new SessionFixture();

  @Parameter(0)
  public String faults = "";

  @Parameter(1)
  public String causes = "";

  /** Faults of a connection, and faults of the connects after a connection that ends. */
  @Parameters(name = "{0}")
  public static Object[][] parameters() {
    return new Object[][] {
      {"cut-mid-line", "network"},
      {"cut-mid-character", "network"},
      {"half-open", "silence"},
      {"slow-drip:1", ""},
      {"no-keep-alive", ""},
      {"disconnect-message", "operational"},
      {"clean-end", "ended"},
      {"reset", "network"},
      {"garbage", ""},
      {"long-line:3000000", ""},
      {"duplicate:5", ""},
      {"reorder", ""},
      {"burst:10", ""},
      {"stale", "network too_many_connections"},
      {"refuse:503:times=2:cut", "network http"},
      {"refuse:420:cut", "network http"},
      {"refuse:429:times=2:cut", "network rate_limit"},
      {"refuse:409:cut", "network no_rules"},
      {"slow-accept:1 clean-end", "ended"},
      {"never-answer clean-end", "ended silence"},
      {"redirect:http://127.0.0.1:9/elsewhere clean-end", "ended redirect"},
    };
  }

  @Test
  public void withBackfillNothingIsMissingAfterwardsAndTheCauseIsCounted() {
    Set<String> expected = causes.isEmpty() ? Set.of() : Set.of(causes.split(" ", -1));
    XApiSimulator.Builder simulator = XApiSimulator.builder().seed(9);
    if (expected.contains("silence")) {
      // With this fault the client disconnects, and may reconnect before the server notices.
      simulator.connectionsPerStream(2);
    }
    try (StreamTrial trial = new StreamTrial(sessions, 20, simulator)) {
      trial.start("sample", config -> config.silence(SILENCE)).playAll(Duration.ofSeconds(10));
      for (String fault : faults.split(" ", -1)) {
        trial.simulator().inject(Fault.parse(fault));
      }
      trial.playAll(Duration.ofSeconds(10)).playAll(Duration.ofSeconds(10));
      for (String cause : expected) {
        trial.awaitCounter("reconnects_" + cause);
      }
      trial.playAll(Duration.ofSeconds(10));
      assertThat(trial.causes(), is(expected));
      assertThat(trial.counter("gap_lost_millis"), is(0L));
    }
  }
}
