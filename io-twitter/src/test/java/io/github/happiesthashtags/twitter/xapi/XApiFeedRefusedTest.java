package io.github.happiesthashtags.twitter.xapi;

import static io.github.happiesthashtags.twitter.testing.ScriptedServer.endless;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.refusal;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class XApiFeedRefusedTest {
  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void aRefusedTokenEndsTheFeedWithTheRemedyAndWithoutTheToken() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(401));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      assertThat(
          messageOf(feed.awaitFailure()),
          allOf(containsString("401"), containsString("check the token file")));
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  public void theSimulatorRefusesAWrongToken() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().start();
        RunningFeed feed =
            RunningFeed.start(
                new XStream.Part(XStream.FILTERED, 0)
                    .uri(simulator.uri().toString(), RequestFields.LEAN))) {
      assertThat(messageOf(feed.awaitFailure()), containsString("check the token file"));
      assertThat(simulator.connections(), is(0L));
    }
  }

  @Test
  public void aPlanWithoutTheStreamEndsTheFeedWithTheRemedy() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(403));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      assertThat(
          messageOf(feed.awaitFailure()),
          allOf(
              containsString("403"),
              containsString("/2/tweets/sample/stream"),
              containsString("check the plan")));
    }
  }

  @Test
  public void aTokenThatCannotBeReadEndsTheFeed() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        RunningFeed feed =
            RunningFeed.start(
                new FeedSetup(
                    "x-test",
                    server.uri(),
                    () -> {
                      throw new CredentialsException("there is no file");
                    }),
                0)) {
      assertThat(messageOf(feed.awaitFailure()), is("there is no file"));
      assertThat(server.requests(), is(empty()));
    }
  }

  @Test
  public void theTokenIsAskedForAgainWithEveryConnection() throws Exception {
    List<String> tokens = new ArrayList<>(List.of("first", "second"));
    try (ScriptedServer server = new ScriptedServer(status(503));
        RunningFeed feed =
            RunningFeed.start(
                new FeedSetup("x-test", server.uri(), () -> BearerToken.of(tokens.remove(0))), 0)) {
      Eventually.until("two requests", () -> server.requests().size() == 2);
      assertThat(server.requests().get(0), containsString("Bearer first\n"));
      assertThat(server.requests().get(1), containsString("Bearer second\n"));
      assertThat(feed.waits(), hasSize(1));
    }
  }

  @Test
  public void aRedirectIsNotFollowedAndItsTargetGetsNoToken() throws Exception {
    for (int code : new int[] {301, 302, 303, 307, 308}) {
      try (ScriptedServer other = new ScriptedServer();
          ScriptedServer server = new ScriptedServer(status(code, "Location: " + other.uri()));
          RunningFeed feed = RunningFeed.start(server.uri())) {
        Eventually.until("the next request", () -> server.requests().size() == 2);
        assertThat(feed.waits(), contains(Duration.ofSeconds(5)));
        assertThat(other.requests(), is(empty()));
      }
    }
  }

  @Test
  public void aRequestThatTheApiCallsInvalidEndsTheFeedWithItsWords() throws Exception {
    String invalid =
        "{\"errors\":[{\"message\":\"`expansions` is not one of [..]\"}],\"title\":\"Invalid"
            + " Request\",\"detail\":\"One or more parameters to your request was invalid.\"}";
    try (ScriptedServer server = new ScriptedServer(refusal(400, invalid));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      Throwable failure = feed.awaitFailure();
      assertThat(failure, is(instanceOf(InvalidRequestException.class)));
      assertThat(
          failure.getMessage(),
          containsString(
              "127.0.0.1 calls the request /2/tweets/sample/stream invalid (400): Invalid Request:"
                  + " One or more parameters to your request was invalid.: `expansions` is not"));
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  public void credentialsAreRefusedWithTheApisWords() throws Exception {
    String body = "{\"title\":\"Client Forbidden\",\"detail\":\"attach a Project\"}";
    try (ScriptedServer server = new ScriptedServer(refusal(403, body));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      assertThat(
          messageOf(feed.awaitFailure()),
          containsString("(403): Client Forbidden: attach a Project: check"));
    }
  }

  @Test
  public void aProxyThatWantsAPasswordIsNotTakenForTheApi() throws Exception {
    try (DebugLog log = new DebugLog(XApiFeed.class);
        ScriptedServer server =
            new ScriptedServer(status(407, "Proxy-Authenticate: Basic realm=\"corp\""));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitWaits(1);
      assertThat(feed.events(), contains("proxy"));
      assertThat(log.text(), containsString("(407): check the proxy credentials file"));
    }
  }

  @Test
  public void anEndlessErrorIsNotReadToItsEnd() throws Exception {
    assertThat(waits(endless(503), endless(429)).get(1), is(Duration.ofMinutes(1)));
  }

  /** Returns the feed's waits after these answers. */
  private static List<Duration> waits(ScriptedServer.Answer... answers) throws Exception {
    try (ScriptedServer server = new ScriptedServer(answers);
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitWaits(answers.length);
      return List.copyOf(feed.waits());
    }
  }

  /** Returns the message of a refusal, and checks that it does not show the token. */
  private static String messageOf(Throwable failure) {
    assertThat(failure, is(instanceOf(CredentialsException.class)));
    StringWriter everything = new StringWriter();
    failure.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString(), not(containsString(RunningFeed.SECRET)));
    return failure.getMessage();
  }
}
