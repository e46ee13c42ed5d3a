package io.github.happiesthashtags.twitter.xapi;

import static io.github.happiesthashtags.twitter.testing.Messages.T0;
import static io.github.happiesthashtags.twitter.testing.Messages.statusAt;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.chunk;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.end;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.hang;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.status;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.stream;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.until;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.simulator.XApiSimulator;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.stream.Allowance;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.FeedRun;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class XApiFeedTest {
  private static final String ONE = statusAt(T0);
  private static final String TWO = statusAt(T0 + 1);
  private static final String THREE = statusAt(T0 + 2);

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void theSimulatorIsReadOverHttpUntilThereIsEnough() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(5_000).start()) {
      URI uri =
          new XStream.Part(XStream.SAMPLE, 0).uri(simulator.uri().toString(), RequestFields.LEAN);
      BearerToken token = BearerToken.of(simulator.bearerToken());
      try (RunningFeed feed =
          RunningFeed.start(
              new FeedSetup("x-test", uri, () -> token).allowance(new Allowance(1_000, 0)), 0)) {
        feed.awaitEnd();
        assertThat(feed.lines(), hasSize(1_000));
        assertThat(new HashSet<>(feed.lines()), hasSize(1_000));
        assertThat(feed.waits(), is(empty()));
      }
      assertThat(simulator.connections(), is(1L));
      Eventually.until("the stream is free again", () -> simulator.openConnections() == 0);
    }
  }

  @Test
  public void theRequestAsksForWhatIsNeededAndCarriesTheToken() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      URI uri =
          new XStream.Part(XStream.FILTERED, 0)
              .uri(server.uri().resolve("/").toString(), RequestFields.LEAN);
      try (RunningFeed feed = RunningFeed.start(uri)) {
        Eventually.until("a request", () -> server.requests().size() == 1);
        String request = server.requests().get(0);
        assertThat(
            request,
            startsWith(
                "GET /2/tweets/search/stream?tweet.fields=created_at,lang,entities,note_tweet,"
                    + "referenced_tweets,edit_history_tweet_ids&expansions=referenced_tweets.id"
                    + " HTTP/1.1\n"));
        assertThat(request, containsString("Authorization: Bearer " + RunningFeed.SECRET + "\n"));
        assertThat(request, containsString("User-Agent: happiest-hashtags/"));
        assertThat(feed.sources(), contains(startsWith("x-test@")));
      }
    }
  }

  @Test
  public void linesAreWholeHoweverTheyAreChunked() throws Exception {
    String all = ONE + "\r\n\r\n" + TWO + "\n" + THREE + "\r\n";
    ScriptedServer.Answer answer = stream();
    for (int at = 0; at < all.length(); at += 7) {
      answer = answer.then(chunk(all.substring(at, Math.min(all.length(), at + 7))));
    }
    try (ScriptedServer server = new ScriptedServer(answer.then(hang()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitLines(4);
      assertThat(feed.lines(), contains(ONE, "", TWO, THREE));
      long first = ONE.length() + 2L;
      assertThat(feed.positions(), contains(0L, first, first + 2, first + 2 + TWO.length() + 1L));
    }
  }

  @Test
  public void aStreamThatTheServerEndsIsOpenedAgainAtOnce() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(chunk(ONE + "\r\n")).then(end()),
                stream().then(chunk(TWO + "\r\n")).then(hang()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitLines(2);
      assertThat(feed.lines(), contains(ONE, TWO));
      assertThat(feed.waits(), contains(Duration.ZERO));
      assertThat(feed.positions(), contains(0L, ONE.length() + 2L));
    }
  }

  @Test
  public void aLineThatTheConnectionCutIsALineOfItsOwn() throws Exception {
    String half = TWO.substring(0, TWO.length() / 2);
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(chunk(ONE + "\r\n" + half)),
                stream().then(chunk(THREE + "\r\n")).then(hang()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitLines(3);
      assertThat(feed.lines(), contains(ONE, half, THREE));
    }
  }

  @Test
  public void aLineThatOnlyLacksItsEndIsNotLost() throws Exception {
    for (ScriptedServer.Answer ending :
        new ScriptedServer.Answer[] {end(), ScriptedServer.text("5\r\n"), (out, in) -> {}}) {
      try (ScriptedServer server =
              new ScriptedServer(stream().then(chunk(ONE + "\r\n" + TWO)).then(ending));
          RunningFeed feed = RunningFeed.startLimited(server.uri(), 2, 0)) {
        feed.awaitEnd();
        assertThat(feed.lines(), contains(ONE, TWO));
      }
    }
  }

  @Test
  public void aMalformedChunkIsALostConnection() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    ScriptedServer.Answer nonsense = ScriptedServer.text("nonsense\r\n");
    try (ScriptedServer server =
            new ScriptedServer(
                // The client drops data that arrived in one piece with invalid data.
                stream().then(chunk(ONE + "\r\n")).then(until(read)).then(nonsense),
                stream().then(chunk(TWO + "\r\n")).then(hang()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitLines(1);
      read.countDown();
      feed.awaitLines(2);
      assertThat(feed.lines(), contains(ONE, TWO));
    }
  }

  @Test
  public void aStreamThatFallsSilentIsOpenedAgain() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(chunk(ONE + "\r\n")).then(hang()),
                stream().then(chunk(TWO + "\r\n")).then(hang()));
        RunningFeed feed = RunningFeed.startImpatient(server.uri(), Duration.ofSeconds(1))) {
      feed.awaitLines(2);
      assertThat(feed.lines(), contains(ONE, TWO));
    }
  }

  @Test
  public void aServerThatAcceptsAndNeverAnswersIsLeft() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(hang(), stream().then(chunk(ONE + "\r\n")).then(hang()));
        RunningFeed feed = RunningFeed.startImpatient(server.uri(), Duration.ofSeconds(1))) {
      feed.awaitLines(1);
      assertThat(feed.lines(), contains(ONE));
    }
  }

  @Test
  public void closingEndsAReadThatWaits() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(stream().then(chunk(ONE + "\r\n")).then(hang()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitLines(1).awaitBlocked().stop();
      feed.awaitEnd();
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  public void halfAMessageThatClosingCutIsNoMessage() throws Exception {
    String half = TWO.substring(0, TWO.length() / 2);
    try (ScriptedServer server =
            new ScriptedServer(stream().then(chunk(ONE + "\r\n" + half)).then(hang()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.awaitLines(1).awaitBlocked().stop();
      feed.awaitEnd();
      assertThat(feed.lines(), contains(ONE));
    }
  }

  @Test
  public void closingEndsAConnectionThatIsBeingMade() throws Exception {
    try (ScriptedServer server = new ScriptedServer(hang());
        RunningFeed feed = RunningFeed.start(server.uri())) {
      Eventually.until("a request", () -> server.requests().size() == 1);
      feed.awaitBlocked().stop();
      feed.awaitEnd();
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  public void closingEndsTheWaitForTheNextConnection() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(503));
        RunningFeed feed = RunningFeed.startWaiting(server.uri())) {
      Eventually.until("a request", () -> server.requests().size() == 1);
      feed.awaitBlocked().stop();
      feed.awaitEnd();
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  public void aClosedFeedDoesNotConnect() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      XApiFeed feed = new XApiFeed(RunningFeed.config(server.uri()));
      feed.close();
      feed.close();
      feed.run(null, new FeedRun.Sink(0));
      assertThat(server.requests(), is(empty()));
    }
  }

  @Test
  public void theFeedEndsInTheMiddleOfAStreamWhenThereIsEnough() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                stream()
                    .then(chunk(ONE + "\r\n\r\n" + TWO + "\r\n" + THREE + "\r\n"))
                    .then(hang()));
        RunningFeed feed = RunningFeed.startLimited(server.uri(), 2, 0)) {
      feed.awaitEnd();
      assertThat(feed.lines(), contains(ONE, "", TWO));
      assertThat(feed.waits(), is(empty()));
    }
  }

  @Test
  public void whatEarlierSessionsReadCountsTowardsTheLimit() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(stream().then(chunk(ONE + "\r\n" + TWO + "\r\n")).then(hang()))) {
      try (RunningFeed feed = RunningFeed.startLimited(server.uri(), 5, 4)) {
        feed.awaitEnd();
        assertThat(feed.lines(), contains(ONE));
      }
      try (RunningFeed feed = RunningFeed.startLimited(server.uri(), 5, 5)) {
        feed.awaitEnd();
        assertThat(feed.lines(), is(empty()));
      }
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  public void aSessionThatIsClosedMeanwhileEndsTheFeed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(until(closed)).then(chunk(ONE + "\r\n")).then(hang()));
        RunningFeed feed = RunningFeed.start(server.uri())) {
      feed.refuseMessages();
      closed.countDown();
      assertThat(feed.awaitFailure(), is(instanceOf(InterruptedException.class)));
      assertThat(server.requests(), hasSize(1));
    }
  }
}
