package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static io.github.happiesthashtags.simulator.StreamClient.SEARCH;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class XApiSimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMillis(20);

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void bothStreamsServeSyntheticStatusesWhateverTheQuery() throws Exception {
    for (String path : List.of(SEARCH, SAMPLE + "?tweet.fields=lang,entities&partition=1")) {
      try (XApiSimulator simulator = fast().start();
          StreamClient client = StreamClient.connect(simulator, path)) {
        assertThat(client.status(), is(200));
        assertThat(client.header("content-type"), is("application/json; charset=utf-8"));
        assertThat(client.header("transfer-encoding"), is("chunked"));
        for (String message : client.messages(500)) {
          assertThat(message, JSON.readTree(message).at("/data/id").isTextual(), is(true));
        }
      }
    }
  }

  @Test
  public void messagesEndWithCarriageReturnAndLineFeed() throws Exception {
    try (XApiSimulator simulator = fast().tweetLimit(1).keepAlive(SOON).start();
        StreamClient client = StreamClient.connect(simulator, SEARCH)) {
      StringBuilder received = new StringBuilder();
      while (!received.toString().endsWith("\r\n\r\n")) {
        received.append((char) client.bytes().read());
      }
      assertThat(received.toString(), endsWith("}\r\n\r\n"));
    }
  }

  @Test
  public void statusesAreDatedByTheClock() throws Exception {
    HandClock clock = new HandClock("2021-03-04T05:06:07.890Z");
    try (XApiSimulator simulator = fast().clock(clock).start();
        StreamClient client = StreamClient.connect(simulator, SEARCH)) {
      JsonNode first = JSON.readTree(client.messages(1).get(0));
      assertThat(timeOf(first), is(clock.millis()));
      assertThat(first.at("/data/created_at").asText(), is("2021-03-04T05:06:07.000Z"));
    }
  }

  @Test
  public void aSlowStreamIsSeenStatusByStatus() throws Exception {
    HandClock clock = new HandClock("2021-01-01T00:00:00Z");
    try (XApiSimulator simulator = fast().tweetsPerSecond(1).clock(clock).start();
        StreamClient client = StreamClient.connect(simulator, SEARCH)) {
      for (int seconds = 0; seconds < 5; seconds++) {
        JsonNode message = JSON.readTree(client.messages(1).get(0));
        assertThat(timeOf(message), is(clock.millis()));
        clock.advance(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  public void aWrongOrMissingTokenIsUnauthorized() throws Exception {
    try (XApiSimulator simulator = fast().bearerToken("right").start()) {
      for (String authorization : new String[] {null, "Bearer wrong", "right", "Basic right"}) {
        HttpResponse<String> answer = StreamClient.ask(simulator, "GET", SEARCH, authorization);
        assertThat(answer.statusCode(), is(401));
        assertThat(
            answer.body(),
            is(
                "{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401,"
                    + "\"detail\":\"Unauthorized\"}"));
      }
    }
  }

  @Test
  public void everySimulatorHasATokenOfItsOwn() {
    try (XApiSimulator one = fast().start();
        XApiSimulator other = fast().start()) {
      assertThat(one.bearerToken(), not(equalTo(other.bearerToken())));
    }
  }

  @Test
  public void otherPathsAreNotFoundAndOtherMethodsNotAllowed() throws Exception {
    try (XApiSimulator simulator = fast().start()) {
      String token = "Bearer " + simulator.bearerToken();
      for (String path : List.of("/", "/2/tweets", SEARCH + "/nothing", SEARCH + "/")) {
        HttpResponse<String> answer = StreamClient.ask(simulator, "GET", path, token);
        assertThat(answer.statusCode(), is(404));
        assertThat(JSON.readTree(answer.body()).get("title").asText(), is("Not Found"));
      }
      HttpResponse<String> post = StreamClient.ask(simulator, "POST", SEARCH, token);
      assertThat(post.statusCode(), is(405));
      assertThat(post.headers().firstValue("allow").orElse(""), is("GET"));
      assertThat(JSON.readTree(post.body()).get("status").asInt(), is(405));
      assertThat(StreamClient.ask(simulator, "HEAD", SEARCH, token).statusCode(), is(405));
    }
  }

  @Test
  public void aSecondConnectionToAnEndpointIsOneTooMany() throws Exception {
    try (XApiSimulator simulator = fast().start();
        StreamClient first = StreamClient.connect(simulator, SEARCH)) {
      HttpResponse<String> second =
          StreamClient.ask(simulator, "GET", SEARCH, "Bearer " + simulator.bearerToken());
      assertThat(second.statusCode(), is(429));
      JsonNode problem = JSON.readTree(second.body());
      assertThat(problem.get("title").asText(), is("ConnectionException"));
      assertThat(problem.get("connection_issue").asText(), is("TooManyConnections"));
      try (StreamClient sample = StreamClient.connect(simulator, SAMPLE)) {
        assertThat(sample.status(), is(200));
        assertThat(simulator.openConnections(), is(2));
        assertThat(sample.messages(1).size() + first.messages(1).size(), is(2));
      }
    }
  }

  @Test
  public void aClientThatComesBackGoesOnWhereTheStreamIs() throws Exception {
    try (XApiSimulator simulator = fast().keepAlive(SOON).start()) {
      Set<String> ids = new HashSet<>();
      for (int visit = 1; visit <= 3; visit++) {
        try (StreamClient client = StreamClient.connect(simulator, SEARCH)) {
          for (String message : client.messages(50)) {
            ids.add(JSON.readTree(message).at("/data/id").asText());
          }
        }
        await().until(simulator::openConnections, is(0));
        assertThat(ids.size(), is(visit * 50));
      }
    }
  }

  @Test
  public void afterTheLimitOnlyKeepAlivesFollow() throws Exception {
    try (XApiSimulator simulator =
            fast().tweetLimit(300).duplicateShare(0.3).keepAlive(SOON).start();
        StreamClient client = StreamClient.connect(simulator, SEARCH)) {
      assertThat(client.messages(300).size(), is(300));
      for (int i = 0; i < 5; i++) {
        assertThat(client.line(), is(""));
      }
      assertThat(simulator.served(), is(300L));
      assertThat(simulator.openConnections(), is(1));
    }
  }

  @Test
  public void keepAlivesComeWhenNothingElseDoes() throws Exception {
    try (XApiSimulator simulator = fast().tweetsPerSecond(0).keepAlive(SOON).start();
        StreamClient client = StreamClient.connect(simulator, SEARCH)) {
      assertThat(client.line(), is(""));
      assertThat(client.line(), is(""));
      assertThat(simulator.served(), is(0L));
    }
  }

  @Test
  public void duplicatesAreTheSameByteForByte() throws Exception {
    try (XApiSimulator simulator = fast().duplicateShare(0.2).start();
        StreamClient client = StreamClient.connect(simulator, SEARCH)) {
      List<String> messages = client.messages(2000);
      Set<String> lines = new HashSet<>(messages);
      Set<String> ids = new HashSet<>();
      for (String line : lines) {
        ids.add(JSON.readTree(line).at("/data/id").asText());
      }
      assertThat(lines.size(), lessThan(1800));
      assertThat(lines.size(), greaterThan(1400));
      assertThat(ids.size(), is(lines.size()));
    }
  }

  @Test
  public void lateStatusesAreBehindTheClockByNoMoreThanTold() throws Exception {
    HandClock clock = new HandClock("2021-01-01T00:00:00Z");
    Duration lateBy = Duration.ofSeconds(40);
    try (XApiSimulator simulator =
            fast().tweetsPerSecond(1000).clock(clock).lateShare(0.25).lateBy(lateBy).start();
        StreamClient client = StreamClient.connect(simulator, SEARCH)) {
      String first = client.messages(1).get(0);
      assertThat(first, startsWith("{\"data\":"));
      clock.advance(Duration.ofSeconds(1));
      int late = 0;
      long due = clock.millis() - 1000;
      for (String message : client.messages(1000)) {
        due++;
        long behind = due - timeOf(JSON.readTree(message));
        assertThat(behind >= 0 && behind <= lateBy.toMillis(), is(true));
        late += behind > 0 ? 1 : 0;
      }
      assertThat(late, greaterThan(150));
      assertThat(late, lessThan(350));
    }
  }

  @Test
  public void closeEndsStreamsThreadsAndTheHoldOnThePort() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    XApiSimulator simulator = fast().tweetsPerSecond(5000).start();
    int port = simulator.uri().getPort();
    try (Socket reading = rawClient(simulator, SEARCH);
        Socket notReading = rawClient(simulator, SAMPLE)) {
      assertThat(reading.getInputStream().readNBytes(10_000).length, is(10_000));
      assertThat(notReading.isConnected(), is(true));
      simulator.close();
      simulator.close();
      await().pollInSameThread().until(() -> threadsSince(before), is(empty()));
      assertThat(simulator.openConnections(), is(0));
    }
    try (XApiSimulator successor = fast().port(port).start()) {
      assertThat(successor.uri().getPort(), is(port));
    }
  }

  @Test
  public void allThreadsAreDaemons() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (XApiSimulator simulator = fast().start();
        Socket client = rawClient(simulator, SEARCH)) {
      assertThat(client.getInputStream().read(), is((int) 'H'));
      assertThat(threadsSince(before).stream().allMatch(Thread::isDaemon), is(true));
    }
  }

  @Test
  public void aTakenPortIsNamedWithTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      UncheckedIOException failure =
          assertThrows(UncheckedIOException.class, () -> fast().port(taken.getLocalPort()).start());
      assertThat(failure.getMessage(), containsString("port " + taken.getLocalPort()));
      assertThat(failure.getMessage(), containsString("give 0"));
    }
  }

  @Test
  public void badSettingsAreRefusedByNameAndValueAndSecretsNotRepeated() {
    XApiSimulator.Builder builder = XApiSimulator.builder();
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> builder.tweetsPerSecond(-1))
            .getMessage(),
        is("tweetsPerSecond is -1.0: give 0 or a positive number"));
    assertThrows(IllegalArgumentException.class, () -> builder.tweetLimit(-1));
    assertThrows(IllegalArgumentException.class, () -> builder.port(65_536));
    assertThrows(IllegalArgumentException.class, () -> builder.keepAlive(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> builder.lateBy(Duration.ofSeconds(-1)));
    assertThrows(IllegalArgumentException.class, () -> builder.duplicateShare(2));
    assertThrows(IllegalArgumentException.class, () -> builder.lateShare(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> builder.happyShare(-0.1));
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.clock(new HandClock("2009-01-01T00:00:00Z")).start());
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> builder.bearerToken("my secret"))
            .getMessage(),
        not(containsString("secret")));
  }

  private static XApiSimulator.Builder fast() {
    return XApiSimulator.builder().seed(1).tweetsPerSecond(20_000).rules(List.of("has:hashtags"));
  }

  private static Socket rawClient(XApiSimulator simulator, String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.uri().getPort());
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, simulator.bearerToken());
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  /** The threads that started since; those of the JDK's HTTP client, used elsewhere, live on. */
  private static Set<Thread> threadsSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> !thread.getName().startsWith("HttpClient"))
        .collect(Collectors.toSet());
  }

  private static long timeOf(JsonNode message) {
    return (message.at("/data/id").asLong() >> 22) + 1_288_834_974_657L;
  }
}
