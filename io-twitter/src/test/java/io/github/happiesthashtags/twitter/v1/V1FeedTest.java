package io.github.happiesthashtags.twitter.v1;

import static io.github.happiesthashtags.twitter.testing.ScriptedServer.chunk;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.end;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.hang;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.status;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.stream;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.text;
import static io.github.happiesthashtags.twitter.testing.ScriptedServer.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.stream.ReconnectPolicy;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.FeedRun;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import io.github.happiesthashtags.twitter.testing.WireMessages;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class V1FeedTest {
  private static final String ONE = WireMessages.v1(1, "one :)").toString();
  private static final String TWO = WireMessages.v1(2, "two :)").toString();
  private static final String THREE = WireMessages.v1(3, "three :)").toString();
  private static final Pattern THREAD_OF_TWITTER4J =
      Pattern.compile("(?i).*(twitter4j|twitter stream).*");

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void messagesOfEveryKindComeByteForByte() throws Exception {
    String escaped = "{\"id\":1,\"text\":\"\\ud83d\\ude00 \\u003a\\u0029 \\/\"}";
    String supplementary = "{\"id\":2,\"text\":\"\ud83d\ude00 \ud83c\uddef\ud83c\uddf5 é\"}";
    String delete = "{\"delete\":{\"status\":{\"id\":1,\"id_str\":\"1\",\"user_id\":2}}}";
    String disconnect = "{\"disconnect\":{\"code\":4,\"reason\":\"stall\"}}";
    String broken = "{\"id\":3,\"text\":\"";
    List<String> lines = List.of(escaped, "", delete, supplementary, disconnect, broken, "");
    byte[] all = (String.join("\r\n", lines) + "\r\n").getBytes(UTF_8);
    ScriptedServer.Answer answer = stream();
    for (int at = 0; at < all.length; at += 5) {
      int from = at;
      int length = Math.min(5, all.length - at);
      // Chunks end inside characters and line ends.
      answer =
          answer
              .then(text(Integer.toHexString(length) + "\r\n"))
              .then((out, in) -> out.write(all, from, length))
              .then(text("\r\n"));
    }
    try (ScriptedServer server = new ScriptedServer(answer.then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.awaitLines(lines.size());
      assertThat(feed.lines(), is(lines));
      long position = 0;
      for (int i = 0; i < lines.size(); i++) {
        assertThat(feed.positions().get(i), is(position));
        position += lines.get(i).getBytes(UTF_8).length + 2;
      }
      assertThat(feed.sources(), contains(startsWith("v1@")));
    }
  }

  @Test
  public void aStreamThatTheServerEndsIsOpenedAgainAtOnce() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(chunk(ONE + "\r\n")).then(end()),
                stream().then(chunk(TWO + "\r\n")).then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.awaitLines(2);
      assertThat(feed.lines(), contains(ONE, TWO));
      assertThat(feed.waits(), contains(Duration.ZERO));
      assertThat(feed.positions(), contains(0L, ONE.length() + 2L));
      assertThat(feed.sources(), hasSize(2));
    }
  }

  @Test
  public void aLineThatTheConnectionCutIsALineOfItsOwn() throws Exception {
    String half = TWO.substring(0, TWO.length() / 2);
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(chunk(ONE + "\r\n" + half)),
                stream().then(chunk(THREE + "\r\n")).then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.awaitLines(3);
      assertThat(feed.lines(), contains(ONE, half, THREE));
    }
  }

  @Test
  public void aStreamWithoutChunksIsReadToo() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                text("HTTP/1.1 200 OK\r\n\r\n").then(text(ONE + "\r\n")),
                text("HTTP/1.1 200 OK\r\n\r\n").then(text(TWO + "\r\n")).then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.awaitLines(2);
      assertThat(feed.lines(), contains(ONE, TWO));
    }
  }

  @Test
  public void aPauseInTheMiddleOfALineOrChunkLosesNothing() throws Exception {
    CountDownLatch paused = new CountDownLatch(1);
    String chunk = Integer.toHexString(ONE.length() + 2) + "\r\n" + ONE + "\r\n\r\n";
    try (ScriptedServer server =
            new ScriptedServer(
                stream()
                    .then(chunk(TWO + "\r\n"))
                    .then(text(chunk.substring(0, 1)))
                    .then(until(paused))
                    .then(text(chunk.substring(1, 40)))
                    .then(slices(3))
                    .then(text(chunk.substring(40)))
                    .then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.awaitLines(1);
      paused.countDown();
      feed.awaitLines(2);
      assertThat(feed.lines(), contains(TWO, ONE));
      assertThat(feed.waits(), is(empty()));
    }
  }

  @Test
  public void aStreamThatFallsSilentIsOpenedAgain() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(chunk(ONE + "\r\n")).then(hang()),
                stream().then(chunk(TWO + "\r\n")).then(hang()));
        V1Run feed = V1Run.start(V1Run.baseUrl(server), Duration.ofSeconds(1))) {
      feed.awaitLines(2);
      assertThat(feed.lines(), contains(ONE, TWO));
    }
  }

  /**
   * A busy machine can delay a keep-alive, so a feed that gives up may try again with more time.
   */
  @Test
  public void keepAlivesHoldTheConnection() throws Exception {
    boolean hold = false;
    for (int slices = 12; !hold && slices < 100; slices *= 2) {
      hold = keepAlivesHold(slices);
    }
    assertThat(hold, is(true));
  }

  /** Returns whether keep-alives every two slices hold a connection for longer than the silence. */
  private static boolean keepAlivesHold(int slicesOfSilence) throws IOException {
    ScriptedServer.Answer answer = stream();
    for (int i = 0; i < slicesOfSilence - 2; i++) {
      answer = answer.then(slices(2)).then(chunk("\r\n"));
    }
    answer = answer.then(chunk(ONE + "\r\n")).then(hang());
    Duration silence = V1Run.SLICE.multipliedBy(slicesOfSilence);
    try (ScriptedServer server = new ScriptedServer(answer, answer);
        V1Run feed = V1Run.start(V1Run.baseUrl(server), silence)) {
      Eventually.until(
          "the message, or another connection",
          () -> feed.lines().contains(ONE) || feed.sources().size() > 1);
      return feed.sources().size() == 1;
    }
  }

  @Test
  public void aGatewayThatAnswersLateIsGivenLongerEachTime() throws Exception {
    ScriptedServer.Answer late = slices(3).then(stream()).then(chunk(ONE + "\r\n")).then(hang());
    try (ScriptedServer server = new ScriptedServer(late, late, late, late);
        V1Run feed = V1Run.start(server)) {
      feed.awaitLines(1);
      assertThat(feed.lines(), contains(ONE));
    }
  }

  @Test
  public void closingEndsAReadThatWaitsAndTheConnection() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            stream()
                .then(chunk(ONE + "\r\nhalf a message"))
                .then(hang())
                .then((out, in) -> gone.countDown()))) {
      V1Run feed = V1Run.start(server);
      feed.awaitLines(1);
      feed.stop();
      feed.awaitEnd();
      assertThat(feed.lines(), contains(ONE));
      gone.await();
      feed.close();
      assertThat(server.requests(), hasSize(1));
      assertThat(
          Eventually.threadNames().stream().filter(THREAD_OF_TWITTER4J.asMatchPredicate()).toList(),
          is(empty()));
    }
  }

  @Test
  public void closingEndsAConnectionThatIsBeingMade() throws Exception {
    try (ScriptedServer server = new ScriptedServer(hang());
        V1Run feed = V1Run.start(server)) {
      Eventually.until("a request", () -> server.requests().size() == 1);
      feed.stop();
      feed.awaitEnd();
    }
  }

  @Test
  public void closingEndsTheWaitForTheNextConnection() throws Exception {
    try (ScriptedServer server = new ScriptedServer(status(420))) {
      V1Feed feed =
          new V1Feed(
              StreamRequest.of(V1Run.baseUrl(server), List.of(), List.of()),
              V1Run::credentials,
              0,
              V1Run.PATIENT,
              ReconnectPolicy.Pause.UNTIL_CLOSED,
              InstantSource.system(),
              Proxies.of(null));
      try (FeedRun run = new FeedRun(feed, new FeedRun.Sink(0), List.of())) {
        Eventually.until("a request", () -> server.requests().size() == 1);
        run.awaitBlocked().stop();
        run.awaitEnd();
        assertThat(server.requests(), hasSize(1));
      }
    }
  }

  @Test
  public void aClosedFeedDoesNotConnect() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      V1Feed feed =
          new V1Feed(
              StreamRequest.of(V1Run.baseUrl(server), List.of(), List.of()),
              V1Run::credentials,
              0,
              V1Run.PATIENT,
              ReconnectPolicy.Pause.UNTIL_CLOSED,
              InstantSource.system(),
              Proxies.of(null));
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
        V1Run feed =
            V1Run.start(
                StreamRequest.of(V1Run.baseUrl(server), List.of(), List.of()),
                V1Run::credentials,
                6,
                V1Run.PATIENT,
                4)) {
      feed.awaitEnd();
      assertThat(feed.lines(), contains(ONE, "", TWO));
      assertThat(feed.waits(), is(empty()));
    }
  }

  @Test
  public void aSessionThatIsClosedMeanwhileEndsTheFeed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
            new ScriptedServer(
                stream().then(until(closed)).then(chunk(ONE + "\r\n")).then(hang()));
        V1Run feed = V1Run.start(server)) {
      feed.refuseMessages();
      closed.countDown();
      assertThat(feed.awaitFailure(), is(instanceOf(InterruptedException.class)));
      assertThat(server.requests(), hasSize(1));
    }
  }

  /** Returns an answer that stays silent for this many read timeouts. */
  private static ScriptedServer.Answer slices(int count) {
    return (out, in) -> {
      try {
        new CountDownLatch(1).await(V1Run.SLICE.multipliedBy(count).toMillis(), MILLISECONDS);
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    };
  }
}
