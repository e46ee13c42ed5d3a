package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static io.github.happiesthashtags.simulator.StreamClient.SEARCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class StreamSurfaceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2024-05-06T07:00:00Z");
  private static final String SAMPLE10 = "/2/tweets/sample10/stream";
  private static final String FIREHOSE = "/2/tweets/firehose/stream";

  @Rule public final Timeout timeout = Timeout.seconds(60);

  private final VirtualClock clock = new VirtualClock(START);
  private final List<Made> made = Collections.synchronizedList(new ArrayList<>());

  private XApiSimulator.Builder builder() {
    return XApiSimulator.builder()
        .seed(3)
        .tweetsPerSecond(10)
        .clock(clock)
        .rules(List.of("has:hashtags"))
        .onMade(made::add);
  }

  @Test
  public void everyPartitionHasItsShareOfTheSameStatuses() throws Exception {
    for (Map.Entry<String, Integer> stream :
        Map.of(SAMPLE10, 2, FIREHOSE, 20, FIREHOSE + "/lang/en", 8, FIREHOSE + "/lang/ja", 2)
            .entrySet()) {
      int partitions = stream.getValue();
      made.clear();
      try (XApiSimulator simulator = builder().tweetsPerSecond(1000).start();
          RawClient first = RawClient.get(simulator, stream.getKey() + "?partition=1");
          RawClient last = RawClient.get(simulator, stream.getKey() + "?partition=" + partitions)) {
        for (int partition : new int[] {1, partitions}) {
          List<String> messages = (partition == 1 ? first : last).messages(5);
          int begin = indexOf(messages.get(0));
          assertThat(begin % partitions + 1, is(partition));
          for (int i = 0; i < 5; i++) {
            assertThat(messages.get(i), is(text(made.get(begin + i * partitions))));
          }
        }
        assertThat(simulator.connectionsBy(stream.getKey(), 1), is(1L));
        assertThat(simulator.mostAtOnce(stream.getKey(), partitions), is(1));
      }
    }
  }

  @Test
  public void streamsOfEventsHaveTheirOwnMessagesByPartition() throws Exception {
    for (String path : List.of("/2/tweets/compliance/stream", "/2/users/compliance/stream")) {
      made.clear();
      try (XApiSimulator simulator = builder().tweetsPerSecond(1000).start();
          RawClient last = RawClient.get(simulator, path + "?partition=4")) {
        List<String> messages = last.messages(20);
        for (int i = 0; i < 20; i++) {
          assertThat(messages.get(i), is(text(made.get(3 + 4 * i))));
          JsonNode event = JSON.readTree(messages.get(i)).get("data").elements().next();
          assertThat(
              Instant.parse(event.get("event_at").asText()).toEpochMilli(),
              is(made.get(3 + 4 * i).eventTimeMillis()));
        }
        problem(simulator, path, 400);
        problem(simulator, path + "?partition=5", 400);
      }
    }
  }

  @Test
  public void deletionsAreAmongTheActivities() throws Exception {
    made.clear();
    try (XApiSimulator simulator = builder().start();
        RawClient client = RawClient.get(simulator, "/2/activity/stream")) {
      JsonNode activity = JSON.readTree(client.messages(1).get(0)).get("data");
      assertThat(activity.get("event_type").asText(), is("post.delete"));
      assertThat(activity.at("/payload/id").asText(), is(Long.toString(made.get(0).id())));
    }
  }

  @Test
  public void allStreamsShowTheSameStatuses() throws Exception {
    try (XApiSimulator simulator = builder().start();
        RawClient sample = RawClient.get(simulator, SAMPLE);
        RawClient search = RawClient.get(simulator, SEARCH)) {
      for (RawClient client : List.of(sample, search)) {
        List<String> messages = client.messages(200);
        int begin = indexOf(messages.get(0));
        for (int i = 0; i < 200; i++) {
          assertThat(idOf(messages.get(i)), is(Long.toString(made.get(begin + i).id())));
        }
      }
    }
  }

  @Test
  public void whatCannotBeAskedForIsABadRequestThatNamesIt() throws Exception {
    try (XApiSimulator simulator = builder().start()) {
      for (String query :
          List.of(
              SAMPLE10 + "#partition",
              SAMPLE10 + "?partition=3#partition",
              FIREHOSE + "?partition=21#partition",
              FIREHOSE + "/lang/en?partition=9#partition",
              FIREHOSE + "/lang/pt?partition=0#partition",
              SAMPLE + "?backfill_minutes=6#backfill_minutes",
              SAMPLE + "?backfill_minutes=-1#backfill_minutes",
              SAMPLE + "?start_time=2024-05-06T06:00:00Z#start_time",
              SEARCH + "?start_time=today#start_time",
              SEARCH + "?end_time=2024-05-06T06:00:00Z#start_time",
              SEARCH + "?start_time=2024-05-05T06:00:00Z#start_time",
              SEARCH + "?start_time=2024-05-06T06:00:00Z&end_time=2024-05-06T05:00:00Z#end_time",
              SEARCH + "?start_time=2024-05-06T06:00:00Z&end_time=2024-05-06T08:00:00Z#end_time")) {
        int mark = query.indexOf('#');
        JsonNode problem = problem(simulator, query.substring(0, mark), 400);
        assertThat(query, problem.get("parameter").asText(), is(query.substring(mark + 1)));
        assertThat(problem.get("title").asText(), is("Invalid Request"));
        assertThat(problem.get("type").asText(), containsString("problems/invalid-request"));
      }
    }
  }

  @Test
  public void aPlanWithoutBackfillOrRecoveryForbidsThem() throws Exception {
    try (XApiSimulator simulator =
        builder().backfillAllowed(false).recoveryAllowed(false).start()) {
      problem(simulator, SAMPLE + "?backfill_minutes=1", 403);
      problem(simulator, SEARCH + "?start_time=2024-05-06T06:00:00Z", 403);
      try (RawClient without = RawClient.get(simulator, SAMPLE + "?backfill_minutes=0")) {
        assertThat(without.status(), is(200));
      }
    }
  }

  @Test
  public void backfillGivesWhatWasMissedAndThenGoesOn() throws Exception {
    try (XApiSimulator simulator = builder().start()) {
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.messages(5), hasSize(5));
      }
      await().until(simulator::openConnections, is(0));
      clock.advance(Duration.ofMinutes(3));
      Instant back = clock.instant();
      try (RawClient client = RawClient.get(simulator, SAMPLE + "?backfill_minutes=2")) {
        List<String> messages = client.messages(1500);
        int first = indexOf(messages.get(0));
        assertThat(
            made.get(first).eventTimeMillis() >= back.minusSeconds(120).toEpochMilli(), is(true));
        assertThat(
            made.get(first - 1).eventTimeMillis() < back.minusSeconds(120).toEpochMilli(),
            is(true));
        for (int i = 0; i < messages.size(); i++) {
          assertThat(messages.get(i), is(text(made.get(first + i))));
        }
      }
    }
  }

  @Test
  public void withoutBackfillAClientGoesOnAtNow() throws Exception {
    try (XApiSimulator simulator = builder().start()) {
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.messages(1), hasSize(1));
      }
      await().until(simulator::openConnections, is(0));
      clock.advance(Duration.ofMinutes(3));
      Instant back = clock.instant();
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        int first = indexOf(client.messages(1).get(0));
        assertThat(made.get(first).eventTimeMillis() > back.toEpochMilli(), is(true));
        assertThat(made.get(first - 1).eventTimeMillis() <= back.toEpochMilli(), is(true));
      }
    }
  }

  @Test
  public void recoveryGivesARangeAndEnds() throws Exception {
    try (XApiSimulator simulator = builder().start()) {
      RawClient.get(simulator, SAMPLE).close();
      await().until(simulator::openConnections, is(0));
      clock.advance(Duration.ofHours(1));
      Instant from = clock.instant().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
      String range = "?start_time=" + from + "&end_time=" + from.plusSeconds(300);
      try (RawClient client = RawClient.get(simulator, SEARCH + range)) {
        List<String> messages = client.messages();
        assertThat(client.end(), is(RawClient.End.REGULAR));
        assertThat(messages, hasSize(3000));
        for (int i : new int[] {0, 2999}) {
          long time = (Long.parseLong(idOf(messages.get(i))) >> 22) + 1_288_834_974_657L;
          assertThat(time, is(from.plusMillis(i * 100L).toEpochMilli()));
        }
      }
    }
  }

  @Test
  public void connectsAreCountedAndTheRestIsTold() throws Exception {
    try (XApiSimulator simulator = builder().connectsPerQuarterHour(2).start()) {
      for (int left = 1; left >= 0; left--) {
        try (RawClient client = RawClient.get(simulator, SAMPLE)) {
          assertThat(client.status(), is(200));
          assertThat(client.header("x-rate-limit-remaining"), is(Integer.toString(left)));
        }
        await().until(simulator::openConnections, is(0));
      }
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.status(), is(429));
        assertThat(client.header("x-rate-limit-limit"), is("2"));
        long reset = Long.parseLong(client.header("x-rate-limit-reset"));
        clock.advance(Duration.between(clock.instant(), Instant.ofEpochSecond(reset)));
      }
      try (RawClient client = RawClient.get(simulator, SAMPLE)) {
        assertThat(client.status(), is(200));
      }
    }
  }

  @Test
  public void thereAreAsManyConnectionsAsThePlanHas() throws Exception {
    try (XApiSimulator simulator = builder().connectionsPerStream(2).start();
        RawClient one = RawClient.get(simulator, SAMPLE);
        RawClient two = RawClient.get(simulator, SAMPLE);
        RawClient three = RawClient.get(simulator, SAMPLE)) {
      assertThat(List.of(one.status(), two.status(), three.status()), is(List.of(200, 200, 429)));
      assertThat(simulator.mostAtOnce(SAMPLE, 0), is(2));
    }
  }

  @Test
  public void aClientThatAsksForGzipGetsItMessageByMessage() throws Exception {
    try (XApiSimulator simulator = builder().start();
        RawClient client =
            RawClient.send(
                simulator,
                "GET %s HTTP/1.0\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer %s\r\n\r\n"
                    .formatted(StreamClient.whole(SAMPLE), simulator.bearerToken()))) {
      client.readHead();
      assertThat(client.header("content-encoding"), is("gzip"));
      assertThat(client.header("transfer-encoding"), is(""));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(new GZIPInputStream(client.bytes()), UTF_8));
      for (int i = 0; i < 100; i++) {
        assertThat(lines.readLine(), is(text(made.get(i))));
      }
      assertThat(simulator.requests().get(0).acceptEncoding(), is("gzip"));
    }
  }

  @Test
  public void anOldClientReadsUntilTheConnectionIsClosed() throws Exception {
    try (XApiSimulator simulator = builder().fault(3, Fault.cleanEnd()).start();
        RawClient client =
            RawClient.send(
                simulator,
                "GET %s HTTP/1.0\r\nAuthorization: Bearer %s\r\n\r\n"
                    .formatted(StreamClient.whole(SAMPLE), simulator.bearerToken()))) {
      client.readHead();
      assertThat(client.messages(), hasSize(3));
    }
  }

  @Test
  public void aClientThatLeavesIsNoticedThoughNothingIsSent() throws Exception {
    try (XApiSimulator simulator = XApiSimulator.builder().tweetsPerSecond(0).start()) {
      RawClient client = RawClient.get(simulator, SAMPLE);
      assertThat(simulator.openConnections(), is(1));
      client.close();
      // Its keep-alive is due in 20 seconds.
      await().atMost(Duration.ofSeconds(10)).until(simulator::openConnections, is(0));
    }
  }

  @Test
  public void aClientThatIsTooSlowIsToldSoAndCutOff() throws Exception {
    HandClock hand = new HandClock("2024-05-06T07:00:00Z");
    try (XApiSimulator simulator =
            XApiSimulator.builder().tweetsPerSecond(1000).mostBehind(100_000).clock(hand).start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      assertThat(client.messages(1), hasSize(1));
      hand.advance(Duration.ofSeconds(60));
      List<String> messages = client.messages();
      assertThat(client.end(), is(RawClient.End.REGULAR));
      assertThat(
          messages.get(messages.size() - 1), containsString("\"disconnect_type\":\"SlowReader\""));
    }
  }

  @Test
  public void aStreamThatWaitsForItsClientLosesNothing() throws Exception {
    try (XApiSimulator simulator =
            XApiSimulator.builder()
                .tweetsPerSecond(500_000)
                .tweetLimit(60_000)
                .mostBehind(0)
                .onMade(made::add)
                .start();
        RawClient client = RawClient.get(simulator, SAMPLE)) {
      await().until(() -> made.size() > 500);
      List<String> messages = client.messages(60_000);
      assertThat(messages.get(59_999), is(text(made.get(59_999))));
    }
  }

  @Test
  public void requestsAreRememberedWithoutTheirSecrets() throws Exception {
    try (XApiSimulator simulator = builder().start()) {
      StreamClient.ask(simulator, "GET", SAMPLE + "?a=b", "Bearer wrong");
      StreamClient.ask(simulator, "GET", "/nowhere", "Bearer " + simulator.bearerToken());
      assertThat(
          simulator.requests(),
          is(
              List.of(
                  new ReceivedRequest("GET", SAMPLE, "a=b", 401, false, ""),
                  new ReceivedRequest("GET", "/nowhere", "", 404, true, ""))));
      assertThat(simulator.requests().toString(), not(containsString(simulator.bearerToken())));
    }
  }

  private int indexOf(String message) throws Exception {
    long id = Long.parseLong(idOf(message));
    List<Made> all = new ArrayList<>(made);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id() == id) {
        return i;
      }
    }
    throw new AssertionError(id + " was never made");
  }

  private static JsonNode problem(XApiSimulator simulator, String path, int status)
      throws Exception {
    HttpResponse<String> answer =
        StreamClient.ask(simulator, "GET", path, "Bearer " + simulator.bearerToken());
    assertThat(path, answer.statusCode(), is(status));
    assertThat(
        answer.headers().firstValue("content-type").orElse(""), containsString("problem+json"));
    return JSON.readTree(answer.body());
  }

  private static String idOf(String message) throws Exception {
    return JSON.readTree(message).at("/data/id").asText();
  }

  private static String text(Made made) {
    return new String(made.message(), UTF_8);
  }
}
