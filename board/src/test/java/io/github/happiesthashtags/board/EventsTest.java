package io.github.happiesthashtags.board;

import static io.github.happiesthashtags.board.StoredBoards.entry;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class EventsTest {
  private static final int CLIENTS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private StoredBoards stored;
  private BoardServer server;

  @Before
  public void start() throws Exception {
    stored = StoredBoards.withTables();
    server = BoardServer.over(stored.database()).withPort(0).start();
  }

  @After
  public void stop() throws Exception {
    server.close();
    stored.close();
  }

  /** The lines of an event stream as they come. */
  private final class Listener {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<HttpResponse<Stream<String>>> response =
        http.sendAsync(
            new Client(server).request("/api/boards/b/events").build(),
            HttpResponse.BodyHandlers.ofLines());
    private final CompletableFuture<Void> end =
        response.thenAcceptAsync(
            answer -> answer.body().forEach(lines::add),
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              thread.start();
            });

    List<JsonNode> tables() {
      List<JsonNode> tables = new ArrayList<>();
      for (String line : lines) {
        if (line.startsWith("data: ")) {
          try {
            tables.add(Client.JSON.readTree(line.substring(6)));
          } catch (JsonProcessingException e) {
            throw new AssertionError(e);
          }
        }
      }
      return tables;
    }

    /** Window, timing and pane of each table, with a star if it is the current one. */
    List<String> versions() {
      return tables().stream()
          .map(
              event -> {
                JsonNode pane = event.get("leaderboard");
                return pane.get("window_start").asText().substring(11, 13)
                    + ' '
                    + pane.get("timing").asText()
                    + ' '
                    + pane.get("pane").asInt()
                    + (event.get("current").asBoolean() ? "*" : "");
              })
          .toList();
    }
  }

  private void store(int window, String timing, long pane) throws Exception {
    stored.store("b", window, 3600, timing, pane, entry("tea", pane + 1));
  }

  @Test
  public void aClientGetsTheCurrentTableAtOnceAndThenEveryChange() throws Exception {
    store(0, "EARLY", 0);
    Listener listener = new Listener();
    await().atMost(PATIENCE).until(listener::versions, contains("00 EARLY 0*"));

    store(0, "EARLY", 1);
    await().atMost(PATIENCE).until(listener::versions, contains("00 EARLY 0*", "00 EARLY 1*"));

    stored.store("b", 0, 3600, "ON_TIME", 2, entry("tea", 9));
    store(1, "EARLY", 0);
    await().atMost(PATIENCE).until(() -> listener.versions().contains("01 EARLY 0*"));
    assertThat(String.join(" ", listener.versions()), containsString("00 ON_TIME 2"));
  }

  @Test
  public void aLatePaneOfAnEarlierWindowIsSentToo() throws Exception {
    store(0, "ON_TIME", 0);
    store(1, "EARLY", 0);
    Listener listener = new Listener();
    await().atMost(PATIENCE).until(listener::versions, contains("01 EARLY 0*"));

    WindowId first = new WindowId(StoredBoards.T0, StoredBoards.T0.plusSeconds(3600));
    Instant now = StoredBoards.T0.plusSeconds(3700);
    stored.store("b", first, "LATE", 1, now, List.of(entry("tea", 3)));

    await().atMost(PATIENCE).until(listener::versions, contains("01 EARLY 0*", "00 LATE 1"));
  }

  @Test
  public void aClientThatWaitsForTheFirstTableGetsIt() throws Exception {
    stored.dropTables();
    Listener listener = new Listener();
    await().atMost(PATIENCE).until(() -> listener.lines.contains("retry: 1000"));

    stored.createTables();
    store(0, "EARLY", 0);

    await().atMost(PATIENCE).until(listener::versions, contains("00 EARLY 0*"));
  }

  @Test
  public void twoHundredClientsAllGetEveryTable() throws Exception {
    store(0, "EARLY", 0);
    List<Listener> listeners = IntStream.range(0, CLIENTS).mapToObj(i -> new Listener()).toList();
    for (Listener listener : listeners) {
      await().atMost(PATIENCE).until(() -> listener.versions().size() == 1);
    }
    String metrics = new Client(server).get("/metrics").body();
    assertThat(metrics, containsString("board_event_streams " + CLIENTS));

    store(0, "EARLY", 1);
    for (Listener listener : listeners) {
      await().atMost(PATIENCE).until(listener::versions, contains("00 EARLY 0*", "00 EARLY 1*"));
    }
    // Streams hold no thread, so others are answered.
    assertThat(new Client(server).get("/api/boards").statusCode(), is(200));
  }

  @Test
  public void aClientThatDoesNotReadHoldsUpNoOther() throws Exception {
    store(0, "EARLY", 0);
    List<Socket> deaf = new ArrayList<>();
    for (int i = 0; i < 2 * Limits.THREADS; i++) {
      Socket socket = new Socket(server.address().getHost(), server.address().getPort());
      socket.setReceiveBufferSize(1024);
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /api/boards/b/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      deaf.add(socket);
    }
    StoredBoards.Entry[] many =
        IntStream.range(0, 1000)
            .mapToObj(i -> entry("t".repeat(200) + i, 2000 - i))
            .toArray(StoredBoards.Entry[]::new);
    Listener listener = new Listener();
    for (int pane = 1; pane <= 5; pane++) {
      stored.store("b", 0, 3600, "EARLY", pane, many);
      String version = "00 EARLY " + pane + "*";
      await().atMost(PATIENCE).until(() -> listener.versions().contains(version));
    }
    for (Socket socket : deaf) {
      socket.close();
    }
  }

  @Test
  public void oneStreamTooManyIsToldToComeBack() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < Limits.MAX_STREAMS; i++) {
      Socket socket = new Socket(server.address().getHost(), server.address().getPort());
      socket
          .getOutputStream()
          .write(
              "GET /api/boards/b/events HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      sockets.add(socket);
    }
    Client client = new Client(server);
    String full = "board_event_streams " + Limits.MAX_STREAMS;
    await().atMost(PATIENCE).until(() -> client.get("/metrics").body().contains(full));

    HttpResponse<String> refused = client.get("/api/boards/b/events");
    assertThat(refused.statusCode(), is(503));
    assertThat(refused.headers().firstValue("Retry-After").isPresent(), is(true));

    for (Socket socket : sockets) {
      socket.close();
    }
    // A stream is found closed when something is next sent on it.
    await().atMost(PATIENCE).until(() -> !client.get("/metrics").body().contains(full));
    assertThat(new Listener().response.get().statusCode(), is(200));
  }

  @Test
  public void stoppingTheServerEndsTheStreams() throws Exception {
    Listener listener = new Listener();
    await().atMost(PATIENCE).until(() -> listener.lines.contains("retry: 1000"));

    server.close();

    await().atMost(PATIENCE).until(listener.end::isDone);
  }
}
