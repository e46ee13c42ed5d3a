package io.github.happiesthashtags.twitter.xapi;

import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.chunk;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.end;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.refusal;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.status;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.stream;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.until;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.simulator.HandClock;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** How long the feed waits after a refusal or a lost connection. */
public final class XApiFeedWaitsTest {
  private static final String ONE = statusAt(T0);
  private static final String DISCONNECT =
      "{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":\"OperationalDisc"
          + "onnect\"}]}";

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void aServerInTroubleIsGivenLongerEachTime() throws Exception {
    assertThat(
        waits(status(503), status(500), status(503, "Retry-After: 1"), status(409)),
        contains(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40)));
  }

  @Test
  public void aServerInTroubleMaySayWhenToComeBack() throws Exception {
    assertThat(waits(status(503, "Retry-After: 30")), contains(Duration.ofSeconds(30)));
    // X sends this header with every answer; it only limits the number of requests.
    long reset = Instant.now().getEpochSecond() + 900;
    assertThat(waits(status(503, "x-rate-limit-reset: " + reset)), contains(Duration.ofSeconds(5)));
  }

  @Test
  public void aRateLimitIsWaitedForUntilItsReset() throws Exception {
    long reset = Instant.now().getEpochSecond() + 900;
    Duration wait = waits(status(429, "x-rate-limit-reset: " + reset)).get(0);
    assertThat(wait, is(lessThanOrEqualTo(Duration.ofMinutes(15))));
    assertThat(wait, is(greaterThan(Duration.ofSeconds(800))));
    assertThat(
        waits(status(429, "retry-after: 333", "x-rate-limit-reset: " + reset)),
        contains(Duration.ofSeconds(333)));
  }

  @Test
  public void aRateLimitThatSaysNothingUsableIsAMinuteDoubling() throws Exception {
    assertThat(
        waits(
            status(429),
            status(429, "retry-after: Wed, 21 Oct 2015 07:28:00 GMT"),
            status(429, "x-rate-limit-reset: soon"),
            status(429, "x-rate-limit-reset: 1")),
        contains(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(8)));
  }

  @Test
  public void aResetInAnotherUnitDoesNotStopTheFeedForEver() throws Exception {
    long millis = Instant.now().toEpochMilli() * 1_000_000;
    assertThat(
        waits(status(429, "x-rate-limit-reset: " + millis), status(429, "retry-after: " + millis)),
        contains(Duration.ofHours(1), Duration.ofHours(1)));
  }

  @Test
  public void aUsedUpAccountIsAskedAgainInLongSteps() throws Exception {
    String cap =
        "{\"title\":\"UsageCapExceeded\",\"detail\":\"Usage cap exceeded: Monthly\","
            + "\"type\":\"https://api.x.com/2/problems/usage-capped\"}";
    String credits = "{\"title\":\"CreditsDepleted\",\"detail\":\"no credits\"}";
    long nextMonth = Instant.now().plus(Duration.ofDays(20)).getEpochSecond();
    try (DebugLog log = new DebugLog(XApiFeed.class);
        ScriptedServer server =
            new ScriptedServer(
                refusal(503, "later"),
                refusal(429, cap),
                refusal(402, credits),
                refusal(429, cap, "x-rate-limit-reset: " + nextMonth));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitWaits(4);
      assertThat(
          feed.waits(),
          contains(
              Duration.ofSeconds(5),
              Duration.ofMinutes(15),
              Duration.ofMinutes(30),
              Duration.ofHours(1)));
      assertThat(feed.events(), contains("http", "usage_cap", "usage_cap", "usage_cap"));
      assertThat(
          log.text(),
          allOf(
              containsString("(429): UsageCapExceeded: Usage cap exceeded: Monthly;"),
              containsString("(402): CreditsDepleted: no credits;")));
    }
  }

  @Test
  public void aStreamThatSaysThatTheAccountIsUsedUpIsLeftAloneAsLong() throws Exception {
    String cap =
        "{\"errors\":[{\"title\":\"UsageCapExceeded\",\"detail\":\"Usage cap exceeded\\u001b\","
            + "\"type\":\"https://api.x.com/2/problems/usage-capped\"}]}";
    try (DebugLog log = new DebugLog(XApiFeed.class);
        ScriptedServer server =
            new ScriptedServer(
                stream().then(chunk(cap + "\r\n")).then(end()),
                stream().then(chunk(DISCONNECT + "\r\n")).then(end()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitWaits(2);
      assertThat(feed.waits(), contains(Duration.ofMinutes(15), Duration.ZERO));
      assertThat(feed.events(), contains("usage_cap", "operational"));
      assertThat(
          log.text(),
          allOf(
              containsString("posts or credits: UsageCapExceeded: Usage cap exceeded"),
              containsString("that it disconnects: operational-disconnect"),
              not(containsString("\u001b"))));
    }
  }

  @Test
  public void aResetInMillisecondsOrInThePastIsUnderstood() throws Exception {
    long millis = Instant.now().plus(Duration.ofMinutes(15)).toEpochMilli();
    List<Duration> waits =
        waits(
            status(429, "x-rate-limit-reset: " + millis),
            status(429, "x-rate-limit-reset: -5"),
            status(429, "x-rate-limit-reset: 99999999999999999999"));
    assertThat(waits.get(0), is(lessThanOrEqualTo(Duration.ofMinutes(15))));
    assertThat(waits.get(0), is(greaterThan(Duration.ofSeconds(800))));
    assertThat(waits.subList(1, 3), contains(Duration.ofMinutes(2), Duration.ofMinutes(4)));
  }

  @Test
  public void theRulesWaitAsTheStreamDoes() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            refusal(429, "{\"title\":\"Too Many Requests\"}", "retry-after: 333"),
            status(429),
            status(503),
            refusal(402, "{\"title\":\"CreditsDepleted\"}"),
            refusal(400, "{\"title\":\"Invalid Request\"}"))) {
      FeedSetup.Control control =
          new XApiControl(
              new XApiCalls(
                  server.uri().resolve("/"),
                  () -> BearerToken.of(RunningFeed.SECRET),
                  Proxies.of(null)),
              new XStream.Part(XStream.FILTERED, 0),
              RulesFile.parse("rules", "cats"));
      try (RunningFeed feed =
          RunningFeed.start(RunningFeed.config(server.uri()).control(control), 0)) {
        assertThat(feed.awaitFailure().getMessage(), containsString("Invalid Request"));
        assertThat(
            feed.waits(),
            contains(
                Duration.ofSeconds(333),
                Duration.ofMinutes(2),
                Duration.ofSeconds(5),
                Duration.ofMinutes(15)));
        assertThat(
            server.requests().stream().allMatch(request -> request.contains("/stream/rules?")),
            is(true));
      }
    }
  }

  @Test
  public void connectionsThatEndWithoutDataComeLessAndLessOften() throws Exception {
    ScriptedServer.Answer nothing = stream().then(end());
    ScriptedServer.Answer cut = stream();
    ScriptedServer.Answer blank = stream().then(chunk("\r\n")).then(end());
    ScriptedServer.Answer error = stream().then(chunk(DISCONNECT + "\r\n")).then(end());
    assertThat(
        waits(nothing, cut, blank, error, error),
        contains(
            Duration.ZERO,
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofMillis(750),
            Duration.ofSeconds(1)));
  }

  @Test
  public void onlyAConnectionThatLivedAndBroughtDataStartsTheWaitsAnew() throws Exception {
    HandClock clock = new HandClock("2024-05-06T07:00:00Z");
    ScriptedServer.Answer live = (out, in) -> clock.advance(Duration.ofSeconds(20));
    ScriptedServer.Answer nothing = stream().then(end());
    ScriptedServer.Answer data = stream().then(chunk(ONE + "\r\n"));
    ScriptedServer.Answer alive = stream().then(chunk("\r\n")).then(chunk("\r\n"));
    CountDownLatch head = new CountDownLatch(1);
    try (ScriptedServer server =
            new ScriptedServer(
                nothing,
                data.then(end()),
                alive.then(end()),
                data.then(until(head)).then(live).then(end()),
                status(503),
                nothing,
                status(503));
        RunningFeed feed = RunningFeed.start(RunningFeed.config(server.uri()), 0, clock)) {
      feed.awaitLines(4);
      head.countDown();
      feed.awaitWaits(7);
      assertThat(
          feed.waits().subList(0, 7),
          contains(
              Duration.ZERO,
              Duration.ofMillis(250),
              Duration.ofMillis(500),
              Duration.ZERO,
              Duration.ofSeconds(5),
              Duration.ofMillis(250),
              Duration.ofSeconds(10)));
    }
  }

  @Test
  public void aServerThatIsNotThereIsTriedAgain() throws Exception {
    ScriptedServer gone = new ScriptedServer();
    URI uri = gone.uri();
    gone.close();
    try (RunningFeed feed = RunningFeed.start(uri)) {
      feed.awaitWaits(3);
      assertThat(
          feed.waits().subList(0, 3),
          contains(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500)));
    }
  }

  /** Returns the feed's waits after these answers. */
  private static List<Duration> waits(ScriptedServer.Answer... answers) throws Exception {
    try (ScriptedServer server = new ScriptedServer(answers);
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitWaits(answers.length);
      return List.copyOf(feed.waits());
    }
  }
}
