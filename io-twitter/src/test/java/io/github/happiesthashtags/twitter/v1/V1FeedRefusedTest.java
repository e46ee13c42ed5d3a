package io.github.happiesthashtags.twitter.v1;

import static io.github.happiesthashtags.twitter.testing.ScriptedServer.chunk;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.end;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.endless;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.hang;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.refusal;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.status;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.stream;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.text;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.until;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.simulator.HandClock;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import io.github.happiesthashtags.twitter.testing.WireMessages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class V1FeedRefusedTest {
  private static final String ONE = WireMessages.v1(1, "one :)").toString();

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void refusedCredentialsEndTheFeedWithTheRemedyAndWithoutThem() throws Exception {
    ScriptedServer.Answer[] refusals = {
      status(401),
      status(401, "WWW-Authenticate: OAuth realm=\"any\""),
      text("HTTP/1.1 401 Any\r\nConnection: close\r\n\r\n{\"errors\":[{\"code\":32}]}")
    };
    for (ScriptedServer.Answer refusal : refusals) {
      try (ScriptedServer server = new ScriptedServer(refusal);
          V1Run feed = V1Run.start(server)) {
        assertThat(
            messageOf(feed.awaitFailure()),
            allOf(
                containsString(server.uri().getAuthority() + " refused"),
                containsString("401"),
                containsString("check the OAuth file")));
        assertThat(server.requests(), hasSize(1));
      }
    }
  }

  @Test
  public void anAccountWithoutTheStreamEndsTheFeedWithTheRemedy() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(403));
        V1Run feed = V1Run.start(server)) {
      assertThat(
          messageOf(feed.awaitFailure()),
          allOf(
              containsString("403"),
              containsString("/1.1/statuses/sample.json"),
              containsString("check the app's and the account's access")));
    }
  }

  @Test
  public void credentialsThatCannotBeReadEndTheFeed() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        V1Run feed =
            V1Run.start(
                StreamRequest.of(V1Run.baseUrl(server), List.of(), List.of()),
                () -> {
                  throw new CredentialsException("there is no file");
                },
                0,
                V1Run.PATIENT,
                0)) {
      assertThat(messageOf(feed.awaitFailure()), is("there is no file"));
      assertThat(server.requests(), is(empty()));
    }
  }

  @Test
  public void credentialsAreAskedForAgainWithEveryConnection() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server = new ScriptedServer(status(503), status(401));
        V1Run feed =
            V1Run.start(
                StreamRequest.of(V1Run.baseUrl(server), List.of(), List.of()),
                () -> {
                  asked.incrementAndGet();
                  return V1Run.credentials();
                },
                0,
                V1Run.PATIENT,
                0)) {
      feed.awaitFailure();
      assertThat(asked.get(), is(2));
      assertThat(server.requests(), hasSize(2));
    }
  }

  @Test
  public void aRedirectIsNotFollowed() throws Exception {
    for (int code : new int[] {301, 302, 303, 307, 308}) {
      try (ScriptedServer other = new ScriptedServer();
          ScriptedServer server = new ScriptedServer(status(code, "Location: " + other.uri()));
          V1Run feed = V1Run.start(server)) {
        Eventually.until("the next request", () -> server.requests().size() == 2);
        assertThat(feed.waits().get(0), is(Duration.ofSeconds(5)));
        assertThat(other.requests(), is(empty()));
      }
    }
  }

  @Test
  public void aServerInTroubleIsGivenLongerEachTime() throws Exception {
    assertThat(
        waits(status(503), status(500), status(404), status(406)),
        contains(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40)));
    assertThat(
        waits(text("HTTP/1.1 503 Any\r\nConnection: close\r\nRetry-After: 30\r\n\r\nlater")),
        contains(Duration.ofSeconds(30)));
  }

  @Test
  public void aRateLimitIsAMinuteDoublingOrWhatTheServerSays() throws Exception {
    assertThat(
        waits(
            status(420),
            status(429),
            status(420, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"),
            text("HTTP/1.1 429 Any\r\nConnection: close\r\nRetry-After: 777\r\n\r\nlater"),
            status(420, "Retry-After: -1")),
        contains(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofSeconds(777),
            Duration.ofMinutes(16)));
  }

  @Test
  public void aRequestThatTheGatewayCallsInvalidEndsTheFeedWithItsWords() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                refusal(400, "{\"errors\":[{\"code\":195,\"message\":\"Bad url\"}]}"));
        V1Run feed = V1Run.start(server)) {
      Throwable failure = feed.awaitFailure();
      assertThat(failure, is(instanceOf(InvalidRequestException.class)));
      assertThat(
          failure.getMessage(),
          containsString("/1.1/statuses/sample.json invalid (400): Bad url: code 195"));
    }
  }

  @Test
  public void refusalsAreLoggedWithTheGatewaysWords() throws Exception {
    try (Printed printed = new Printed();
        ScriptedServer server =
            new ScriptedServer(
                refusal(503, "<html><body><h1>Over capacity</h1></body></html>"),
                refusal(402, "{\"title\":\"CreditsDepleted\"}"),
                status(407));
        V1Run feed = V1Run.start(server)) {
      feed.awaitWaits(3);
      assertThat(
          feed.waits().subList(0, 3),
          contains(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofSeconds(10)));
      assertThat(feed.events().subList(0, 3), contains("http", "usage_cap", "proxy"));
      assertThat(
          printed.text(),
          allOf(
              containsString("the server answered 503: Over capacity; trying again"),
              containsString("(402): CreditsDepleted; trying again"),
              containsString(
                  "a proxy on the way, not the gateway, wants a user and a password (407): check the"
                      + " proxy credentials file")));
    }
  }

  @Test
  public void anEndlessErrorIsNotReadToItsEnd() throws Exception {
    assertThat(
        waits(endless(503), endless(420)), contains(Duration.ofSeconds(5), Duration.ofMinutes(1)));
  }

  @Test
  public void onlyAConnectionThatLivedAndBroughtDataStartsTheWaitsAnew() throws Exception {
    HandClock clock = new HandClock("2024-05-06T07:00:00Z");
    ScriptedServer.Answer live = (out, in) -> clock.advance(Duration.ofSeconds(20));
    ScriptedServer.Answer blank = stream().then(chunk("\r\n")).then(end());
    ScriptedServer.Answer disconnect =
        stream().then(chunk("{\"disconnect\":{\"code\":4}}\r\n")).then(end());
    ScriptedServer.Answer data = stream().then(chunk(ONE + "\r\n"));
    CountDownLatch head = new CountDownLatch(1);
    try (ScriptedServer server =
            new ScriptedServer(
                blank,
                disconnect,
                data.then(end()),
                data.then(until(head)).then(live).then(end()),
                status(503),
                blank,
                status(503));
        V1Run feed = V1Run.start(server, clock)) {
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
  public void aServerThatIsNotThereIsTriedAgainAndLoggedOnceWithItsHost() throws Exception {
    ScriptedServer gone = new ScriptedServer();
    String baseUrl = V1Run.baseUrl(gone);
    String host = gone.uri().getAuthority();
    gone.close();
    try (Printed printed = new Printed()) {
      try (V1Run feed = V1Run.start(baseUrl, V1Run.PATIENT)) {
        feed.awaitWaits(3);
        assertThat(
            feed.waits().subList(0, 3),
            contains(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500)));
      }
      assertThat(
          printed.text(),
          containsString(
              "v1 ("
                  + host
                  + "): cannot be reached: cannot connect: Connection refused;"
                  + " trying again, first in 0"));
      assertThat(printed.lines(" WARN "), is(1L));
    }
  }

  @Test
  public void whatHappensToTheConnectionIsLoggedOnceAChange() throws Exception {
    ScriptedServer.Answer data = stream().then(chunk(ONE + "\r\n"));
    try (Printed printed = new Printed();
        ScriptedServer server =
            new ScriptedServer(
                status(503), status(420), data.then(end()), status(404), data.then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.awaitLines(2);
      String host = server.uri().getAuthority();
      assertThat(printed.lines("trying again"), is(2L));
      assertThat(printed.lines(" is lost"), is(1L));
      assertThat(printed.lines(" WARN "), is(3L));
      assertThat(printed.lines(" INFO "), is(2L));
      assertThat(
          printed.text(),
          allOf(
              containsString("v1 (" + host + "): the server answered 503; trying again"),
              containsString("v1: connected to " + host + " again"),
              containsString("v1 (" + host + "): the server ended the stream; trying again")));
    }
  }

  /** Returns the feed's waits after these answers. */
  private static List<Duration> waits(ScriptedServer.Answer... answers) throws Exception {
    try (ScriptedServer server = new ScriptedServer(answers);
        V1Run feed = V1Run.start(server)) {
      feed.awaitWaits(answers.length);
      return List.copyOf(feed.waits().subList(0, answers.length));
    }
  }

  /** Returns the message of a refusal, and checks that it does not show the credentials. */
  private static String messageOf(Throwable failure) {
    assertThat(failure, is(instanceOf(CredentialsException.class)));
    StringWriter everything = new StringWriter();
    failure.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString(), not(containsString(V1Run.CANARY)));
    return failure.getMessage();
  }
}
