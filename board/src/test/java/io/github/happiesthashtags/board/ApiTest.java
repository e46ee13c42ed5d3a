package io.github.happiesthashtags.board;

import static io.github.happiesthashtags.board.StoredBoards.entry;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class ApiTest {
  private static final String W0 = "2026-01-01T00:00:00Z_2026-01-01T01:00:00Z";
  private static final String BOARD = "/api/boards/b";

  private StoredBoards stored;
  private BoardServer server;
  private Client client;

  @Before
  public void start() throws Exception {
    stored = StoredBoards.withTables();
    server = BoardServer.over(stored.database()).withPort(0).start();
    client = new Client(server);
  }

  @After
  public void stop() throws Exception {
    server.close();
    stored.close();
  }

  @Test
  public void withoutTablesThereAreNoBoardsAndNothingFails() throws Exception {
    stored.dropTables();

    assertThat(client.get("/api/boards").body(), is("{\"boards\":[]}"));
    assertThat(client.get("/healthz").statusCode(), is(200));
    assertProblem(client.get(BOARD + "/leaderboards/current"), 404, "no board");
    assertProblem(client.get(BOARD + "/leaderboards"), 404, "no board");
    assertProblem(client.get(BOARD + "/hashtags/x"), 404, "no board");
  }

  @Test
  public void boardsAreListedWithWhatIsStoredOfThem() throws Exception {
    stored.store("b", 0, 3600, "ON_TIME", 3, entry("tea", 5));
    stored.store("b", 1, 3600, "EARLY", 1, entry("tea", 5));
    stored.store("a", 0, 3600, "ON_TIME", 3, entry("tea", 5));

    JsonNode boards = client.json("/api/boards").get("boards");
    assertThat(boards.findValuesAsText("board"), is(List.of("a", "b")));
    assertThat(
        boards.get(1).toString(),
        is(
            "{\"board\":\"b\",\"windows\":2,\"from\":\"2026-01-01T00:00:00Z\","
                + "\"to\":\"2026-01-01T02:00:00Z\",\"updated_at\":\"2026-01-01T01:00:01Z\"}"));
  }

  @Test
  public void windowsComeNewestFirstAndPageByPage() throws Exception {
    for (int i = 0; i < 7; i++) {
      stored.store("b", i, 3600, "ON_TIME", 0, entry("tea", i + 2), entry("coffee", 1));
    }
    List<String> starts = new ArrayList<>();
    String page = BOARD + "/leaderboards?limit=3&rows=1&from=2026-01-01T01:00:00Z";
    while (page != null) {
      JsonNode answer = client.json(page);
      answer
          .get("leaderboards")
          .forEach(
              pane -> {
                starts.add(pane.get("window_start").asText().substring(11, 13));
                assertThat(pane.get("rows").size(), is(1));
              });
      page = answer.get("next").isNull() ? null : answer.get("next").asText();
    }
    assertThat(starts, is(List.of("06", "05", "04", "03", "02", "01")));
  }

  @Test
  public void windowsAreChosenByTimeAndTiming() throws Exception {
    stored.store("b", 0, 3600, "ON_TIME", 0, entry("tea", 1));
    stored.store("b", 1, 3600, "LATE", 1, entry("tea", 1));
    stored.store("b", 2, 3600, "EARLY", 0, entry("tea", 1));

    assertThat(windows("?timing=LATE"), is(List.of("2026-01-01T01:00:00Z")));
    assertThat(windows("?to=2026-01-01T01:00:00Z"), is(List.of("2026-01-01T00:00:00Z")));
    assertThat(windows("?from=2026-01-01T03:00:00%2B01:00").size(), is(1));
    assertThat(windows("?from=2027-01-01T00:00:00Z"), is(empty()));
  }

  private List<String> windows(String query) throws Exception {
    return client.json(BOARD + "/leaderboards" + query).findValuesAsText("window_start");
  }

  @Test
  public void aWindowWithoutRowsIsAWindow() throws Exception {
    stored.store("b", 0, 3600, "ON_TIME", 0);

    assertThat(client.json(BOARD + "/leaderboards/" + W0).get("rows").size(), is(0));
  }

  @Test
  public void theCurrentWindowIsTheOpenOneThatEndsFirst() throws Exception {
    store("00:00:00", "00:00:30", "ON_TIME");
    store("00:00:10", "00:00:40", "EARLY");
    store("00:00:20", "00:00:50", "EARLY");
    assertThat(current(), is("2026-01-01T00:00:10Z"));

    store("00:00:10", "00:00:40", "ON_TIME");
    assertThat(current(), is("2026-01-01T00:00:20Z"));

    store("00:00:20", "00:00:50", "ON_TIME");
    assertThat(current(), is("2026-01-01T00:00:20Z"));
  }

  @Test
  public void aWindowThatAStoppedJobLeftOpenIsNotTheCurrentOne() throws Exception {
    store("00:00:00", "00:00:30", "EARLY");
    assertThat(current(), is("2026-01-01T00:00:00Z"));

    store("03:00:00", "03:00:30", "EARLY");
    assertThat(current(), is("2026-01-01T03:00:00Z"));
  }

  private void store(String start, String end, String timing) throws Exception {
    WindowId window = WindowId.parse("2026-01-01T" + start + "Z_2026-01-01T" + end + "Z");
    stored.store("b", window, timing, 0, window.end(), List.of(entry("tea", 1)));
  }

  private String current() throws Exception {
    return client.json(BOARD + "/leaderboards/current").get("window_start").asText();
  }

  @Test
  public void aHashtagsHistoryIsOldestFirst() throws Exception {
    stored.store("b", 0, 3600, "ON_TIME", 0, entry("tea", 7), entry("coffee", 3));
    stored.store("b", 1, 3600, "ON_TIME", 0, entry("coffee", 9));
    stored.store("b", 2, 3600, "EARLY", 0, entry("coffee", 9), entry("tea", 2));

    JsonNode points = client.json(BOARD + "/hashtags/tea").get("points");
    assertThat(points.findValuesAsText("rank"), is(List.of("1", "2")));
    assertThat(points.findValuesAsText("score"), is(List.of("7", "2")));
    assertThat(client.json(BOARD + "/hashtags/%23tea").get("points"), is(points));
    assertThat(client.json(BOARD + "/hashtags/unknown").get("points").size(), is(0));
  }

  @Test
  public void hostileHashtagsAreDataInTheAnswerAndInThePath() throws Exception {
    List<String> hostile =
        List.of(
            "<script>alert(1)</script>",
            "x\u202egnp.exe",
            "a".repeat(140),
            "\ud83d\ude00\ud83c\udf89",
            "'; drop table leaderboard_row; --",
            "a/b?c#d%e..",
            "\u65e5\u672c\u8a9e");
    stored.store(
        "b",
        0,
        3600,
        "ON_TIME",
        0,
        hostile.stream().map(h -> entry(h, 5)).toArray(StoredBoards.Entry[]::new));

    HttpResponse<String> all = client.get(BOARD + "/leaderboards/" + W0);
    assertThat(Client.JSON.readTree(all.body()).findValuesAsText("hashtag"), is(hostile));
    assertThat(all.body(), not(containsString("\u202e")));
    for (String hashtag : hostile) {
      JsonNode one = client.json(BOARD + "/hashtags/" + Client.encoded(hashtag));
      assertThat(one.get("hashtag").asText(), is(hashtag));
      assertThat(hashtag, one.get("points").size(), is(1));
    }
  }

  @Test
  public void aClosedWindowMayBeCachedAndAnOpenOneIsAskedForAgain() throws Exception {
    stored.store("b", 0, 3600, "ON_TIME", 0, entry("tea", 7));
    stored.store("b", 1, 3600, "EARLY", 0, entry("tea", 7));
    HttpResponse<String> closed = client.get(BOARD + "/leaderboards/" + W0);
    HttpResponse<String> current = client.get(BOARD + "/leaderboards/current");

    assertThat(header(closed, "Cache-Control"), is("max-age=60"));
    assertThat(header(current, "Cache-Control"), is("no-cache"));
    String tag = header(closed, "ETag");
    HttpResponse<String> again =
        client.get(BOARD + "/leaderboards/" + W0, "If-None-Match", "W/\"x\", " + tag);
    assertThat(again.statusCode(), is(304));
    assertThat(again.body(), is(""));

    stored.store("b", 0, 3600, "LATE", 1, entry("tea", 8));
    HttpResponse<String> changed = client.get(BOARD + "/leaderboards/" + W0, "If-None-Match", tag);
    assertThat(changed.statusCode(), is(200));
    assertThat(changed.body(), containsString("LATE"));
  }

  @Test
  public void badParametersAreProblemsThatSayWhatToGive() throws Exception {
    String list = BOARD + "/leaderboards";
    assertProblem(client.get(list + "?from=yesterday"), 400, "from=\"yesterday\": give a time");
    assertProblem(client.get(list + "?limit=0"), 400, "a number from 1 to 500");
    assertProblem(client.get(list + "?limit=501"), 400, "a number from 1 to 500");
    assertProblem(client.get(list + "?limit=500&rows=1000"), 400, "limit times rows");
    assertProblem(client.get(list + "?timing=SOON"), 400, "EARLY, LATE, ON_TIME");
    assertProblem(client.get(list + "?before=x"), 400, "give a window");
    assertProblem(client.get(list + "?limit=1&limit=2"), 400, "more than once");
    assertProblem(client.get(list + "?form=2026-01-01T00:00:00Z"), 400, "unknown parameter");
    assertProblem(
        client.get(list + "?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z"), 400, "366 days");
    assertProblem(
        client.get(list + "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"), 400, "before to");
    assertProblem(client.get(list + "/noon"), 400, "is no window");
    assertProblem(client.get(BOARD + "/hashtags/" + "a".repeat(401)), 400, "at most 400");
    assertProblem(client.get(BOARD + "/hashtags/a%00b"), 400, "");
  }

  @Test
  public void whatIsNotServedIsAProblemToo() throws Exception {
    assertProblem(client.get("/nothing"), 404, "");
    assertProblem(client.get("/../../etc/passwd"), 400, "");
    assertProblem(client.get("/page/index.html"), 404, "");
    assertProblem(client.get("/api/job"), 404, "no job");
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpRequest request =
          client.request("/api/boards").method(method, HttpRequest.BodyPublishers.noBody()).build();
      assertProblem(client.send(request), 405, "");
    }
  }

  @Test
  public void tooMuchIsRefused() throws Exception {
    HttpRequest body =
        client.request("/api/boards").POST(HttpRequest.BodyPublishers.ofString("x")).build();
    assertProblem(client.send(body), 413, "no body");
    assertProblem(client.get("/api/boards", "X-Long", "x".repeat(9000)), 431, "");
    assertThat(client.get("/api/boards").statusCode(), is(200));
  }

  @Test
  public void rubbishGetsAProblemAndEndsTheConnection() throws Exception {
    try (Socket socket = new Socket(server.address().getHost(), server.address().getPort())) {
      socket.getOutputStream().write("\0\1\2 hello\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer, startsWith("HTTP/1.1 400"));
      assertThat(answer, containsString(Problem.MEDIA_TYPE));
    }
  }

  @Test
  public void everyAnswerForbidsWhatThePageDoesNotNeed() throws Exception {
    for (String path : List.of("/", "/api/boards", "/nothing", "/vendor/chart.js", "/metrics")) {
      HttpResponse<String> answer = client.get(path);
      assertThat(header(answer, "Content-Security-Policy"), startsWith("default-src 'none'"));
      assertThat(header(answer, "X-Content-Type-Options"), is("nosniff"));
      assertThat(header(answer, "Referrer-Policy"), is("no-referrer"));
      for (String absent : List.of("Set-Cookie", "Server", "Access-Control-Allow-Origin")) {
        assertThat(absent, answer.headers().firstValue(absent).isPresent(), is(false));
      }
    }
  }

  @Test
  public void aDatabaseThatIsAwayIsAProblemThatPasses() throws Exception {
    stored.setAway(true);

    assertProblem(client.get("/api/boards"), 503, "database");
    assertThat(client.get("/healthz").statusCode(), is(503));
    assertThat(client.get("/metrics").body(), containsString("board_database_up 0"));
    assertThat(client.get("/").statusCode(), is(200));

    stored.setAway(false);
    assertThat(client.get("/api/boards").statusCode(), is(200));
  }

  @Test
  public void requestsAreCountedByResource() throws Exception {
    client.get("/api/boards/made-up/leaderboards/current");

    String metrics = client.get("/metrics").body();
    assertThat(
        metrics,
        containsString(
            "board_http_requests_total{path=\"/api/boards/{board}/leaderboards/current\","
                + "status=\"404\"} 1.0"));
    assertThat(metrics, not(containsString("made-up")));
  }

  @Test
  public void aTakenPortIsAnErrorUnlessTheNextOneWillDo() throws Exception {
    int port = server.address().getPort();
    try (BoardServer next =
        BoardServer.over(stored.database()).withPort(port).orNextPort().start()) {
      assertThat(next.address().getPort(), not(equalTo(port)));
    }
    assertThrows(
        BindException.class, () -> BoardServer.over(stored.database()).withPort(port).start());
  }

  @Test
  public void onlyThisMachineCanConnectUnlessAskedOtherwise() {
    assertThat(
        server.address(), is(URI.create("http://127.0.0.1:" + server.address().getPort() + "/")));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail)
      throws Exception {
    assertThat(answer.uri() + " " + answer.body(), answer.statusCode(), is(status));
    assertThat(header(answer, "Content-Type"), is(Problem.MEDIA_TYPE));
    JsonNode problem = Client.JSON.readTree(answer.body());
    assertThat(problem.get("status").asInt(), is(status));
    assertThat(problem.path("detail").asText(), containsString(detail));
  }
}
