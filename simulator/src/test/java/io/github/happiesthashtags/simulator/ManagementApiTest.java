package io.github.happiesthashtags.simulator;

import static io.github.happiesthashtags.simulator.StreamClient.SAMPLE;
import static io.github.happiesthashtags.simulator.StreamClient.SEARCH;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class ManagementApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RULES = SEARCH + "/rules";
  private static final String FAULTS = "/simulator/faults";
  private static final String JSON_TYPE = "Content-Type: application/json; charset=utf-8";
  private static final String CONNECTIONS = "/2/connections";

  @Rule public final Timeout timeout = Timeout.seconds(60);

  private final XApiSimulator simulator =
      XApiSimulator.builder().tweetsPerSecond(1000).connectionsPerStream(20).start();
  private int status;

  @After
  public void close() {
    simulator.close();
  }

  @Test
  public void withoutARuleTheFilteredStreamIsAConflict() throws Exception {
    JsonNode problem = ask("GET", SEARCH, "");
    assertThat(status, is(409));
    assertThat(problem.get("connection_issue").asText(), is("RuleConfigurationIssue"));
  }

  @Test
  public void rulesAreAddedListedAndDeletedAndMatchEverything() throws Exception {
    JsonNode added =
        ask("POST", RULES, "{\"add\":[{\"value\":\"cats\",\"tag\":\"c\"},{\"value\":\"dogs\"}]}");
    assertThat(status, is(201));
    assertThat(
        added.at("/meta/summary").toString(),
        is("{\"created\":2,\"not_created\":0,\"valid\":2,\"invalid\":0}"));
    assertThat(ask("GET", RULES, "").get("data"), is(added.get("data")));
    String cats = added.at("/data/0/id").asText();
    try (RawClient stream = RawClient.get(simulator, SEARCH)) {
      JsonNode message = JSON.readTree(stream.messages(1).get(0));
      assertThat(message.at("/matching_rules/0/id").asText(), is(cats));
      assertThat(message.at("/matching_rules/0/tag").asText(), is("c"));
      assertThat(message.at("/matching_rules/1/id"), is(added.at("/data/1/id")));
    }
    assertThat(ask("GET", RULES + "?ids=" + cats, "").get("data").size(), is(1));
    JsonNode deleted =
        ask(
            "POST",
            RULES,
            "{\"delete\":{\"ids\":[\"" + cats + "\"],\"values\":[\"dogs\",\"no\"]}}");
    assertThat(status, is(200));
    assertThat(deleted.at("/meta/summary").toString(), is("{\"deleted\":2,\"not_deleted\":1}"));
    assertThat(deleted.at("/errors/0/value").asText(), is("no"));
    JsonNode none = ask("GET", RULES, "");
    assertThat(none.has("data"), is(false));
    assertThat(none.at("/meta/result_count").asInt(), is(0));
  }

  @Test
  public void aDryRunChangesNothingAndEverythingCanBeDeletedAtOnce() throws Exception {
    ask("POST", RULES + "?dry_run=true", "{\"add\":[{\"value\":\"cats\"}]}");
    assertThat(status, is(201));
    assertThat(count(), is(0));
    ask("POST", RULES, "{\"add\":[{\"value\":\"cats\"},{\"value\":\"dogs\"}]}");
    assertThat(count(), is(2));
    JsonNode all = ask("POST", RULES + "?delete_all=true", "");
    assertThat(all.at("/meta/summary/deleted").asInt(), is(2));
    assertThat(count(), is(0));
  }

  @Test
  public void rulesThatCannotBeAreErrors() throws Exception {
    ask("POST", RULES, "{\"add\":[{\"value\":\"cats\"}]}");
    JsonNode twice = ask("POST", RULES, "{\"add\":[{\"value\":\"cats\"},{\"value\":\"dogs\"}]}");
    assertThat(twice.at("/errors/0/title").asText(), is("DuplicateRule"));
    assertThat(
        twice.at("/meta/summary").toString(),
        is("{\"created\":1,\"not_created\":1,\"valid\":1,\"invalid\":1}"));
    for (String bad : List.of("", "(cats", "cats)", "\\\"cats", "x".repeat(1025))) {
      JsonNode invalid =
          ask("POST", RULES, "{\"add\":[{\"value\":\"" + bad + "\"},{\"value\":\"birds\"}]}");
      assertThat(bad, invalid.at("/errors/0/title").asText(), is("UnprocessableEntity"));
      assertThat(
          invalid.at("/meta/summary").toString(),
          is("{\"created\":0,\"not_created\":2,\"valid\":1,\"invalid\":1}"));
    }
    for (String body : List.of("", "{}", "no", "{\"add\":[{\"val\":\"x\"}]}", "{\"more\":1}")) {
      ask("POST", RULES, body);
      assertThat(body, status, is(400));
    }
    assertThat(count(), is(2));
  }

  @Test
  public void thereIsRoomForAThousandRules() throws Exception {
    ObjectNode update = JSON.createObjectNode();
    ArrayNode add = update.putArray("add");
    for (int i = 0; i < 1000; i++) {
      add.addObject().put("value", "rule" + i);
    }
    ask("POST", RULES, update.toString());
    assertThat(count(), is(1000));
    JsonNode more = ask("POST", RULES, "{\"add\":[{\"value\":\"one more\"}]}");
    assertThat(more.at("/errors/0/type").asText(), containsString("rule-cap"));
    assertThat(more.at("/meta/summary/not_created").asInt(), is(1));
    assertThat(count(), is(1000));
  }

  @Test
  public void connectionsAreListedAndEnded() throws Exception {
    RawClient one = RawClient.get(simulator, SAMPLE);
    RawClient two = RawClient.get(simulator, "/2/tweets/sample10/stream?partition=1");
    RawClient three = RawClient.get(simulator, SAMPLE);
    JsonNode all = ask("GET", CONNECTIONS, "");
    assertThat(all.at("/meta/result_count").asInt(), is(3));
    assertThat(all.at("/data/1/endpoint_name").asText(), is("sample10_stream"));
    assertThat(
        ask("GET", CONNECTIONS + "?endpoints=sample_stream&max_results=1", "")
            .at("/meta")
            .toString(),
        is("{\"result_count\":1,\"next_token\":\"1\"}"));
    String id = all.at("/data/0/id").asText();
    JsonNode killed = ask("DELETE", CONNECTIONS, "{\"uuids\":[\"" + id + "\",\"no\"]}");
    assertThat(killed.at("/data/successful_kills").asInt(), is(1));
    assertThat(killed.at("/data/failed_kills").asInt(), is(1));
    assertThat(killed.at("/data/results/0/success").asBoolean(), is(true));
    one.messages();
    assertThat(one.end() == RawClient.End.REGULAR, is(false));
    ask("DELETE", CONNECTIONS + "/sample10_stream", "");
    two.messages();
    assertThat(simulator.openConnections(), is(1));
    JsonNode past = ask("GET", CONNECTIONS + "?status=inactive", "");
    assertThat(past.at("/meta/result_count").asInt(), is(2));
    assertThat(past.at("/data/0/disconnect_reason").asText(), is("Deleted by the client"));
    ask("DELETE", CONNECTIONS + "/all", "");
    three.messages();
    assertThat(simulator.openConnections(), is(0));
    for (String bad : List.of("?status=old", "?max_results=101")) {
      ask("GET", CONNECTIONS + bad, "");
      assertThat(status, is(400));
    }
    ask("DELETE", CONNECTIONS + "/no_stream", "");
    assertThat(status, is(400));
    ask("DELETE", CONNECTIONS, "{\"uuids\":[]}");
    assertThat(status, is(400));
  }

  @Test
  public void onlyTheAccountItselfMayManage() throws Exception {
    for (String path : List.of(RULES, RULES + "/counts", CONNECTIONS)) {
      assertThat(StreamClient.ask(simulator, "GET", path, "Bearer no").statusCode(), is(401));
    }
    ask("PUT", RULES, "");
    assertThat(status, is(405));
  }

  @Test
  public void faultsAreToldAndRequestsAskedForOverHttp() throws Exception {
    assertThat(
        ask("POST", FAULTS, "[\"refuse:503\", \"2:clean-end\"]", JSON_TYPE).get("accepted").asInt(),
        is(2));
    ask("GET", SAMPLE, "");
    assertThat(status, is(503));
    try (RawClient client = RawClient.get(simulator, SAMPLE)) {
      assertThat(client.messages().size(), is(2));
    }
    await().until(simulator::openConnections, is(0));
    JsonNode requests = ask("GET", "/simulator/requests", "");
    assertThat(requests.at("/0/status").asInt(), is(503));
    assertThat(requests.at("/1/authorized").asBoolean(), is(true));
    JsonNode bad = ask("POST", FAULTS, "nonsense", JSON_TYPE);
    assertThat(status, is(400));
    assertThat(bad.get("detail").asText(), containsString("'nonsense' is unknown"));
  }

  @Test
  public void faultsMayBeOneTextOrLines() throws Exception {
    for (String body : List.of("\"3:clean-end\"", "3:clean-end", "\n3:clean-end\r\n")) {
      assertThat(body, ask("POST", FAULTS, body, JSON_TYPE).get("accepted").asInt(), is(1));
    }
  }

  @Test
  public void aFormOfAWebPageSetsNoFault() throws Exception {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "", "a/json")) {
      ask("POST", FAULTS, "reset", "Content-Type: " + type);
      assertThat(type, status, is(415));
    }
    ask("POST", FAULTS, "reset");
    assertThat(status, is(415));
  }

  @Test
  public void aPageOfAnotherOriginNeitherSetsFaultsNorSeesRequests() throws Exception {
    for (String origin :
        List.of(
            "https://evil.example",
            "null",
            "http://localhost.evil.example",
            "http://127.0.0.1@e")) {
      ask("POST", FAULTS, "reset", JSON_TYPE, "Origin: " + origin);
      assertThat(origin, status, is(403));
      ask("GET", "/simulator/requests", "", "Origin: " + origin);
      assertThat(origin, status, is(403));
    }
    for (String origin : List.of("http://localhost:3000", "http://127.0.0.1", "https://[::1]:1")) {
      ask("GET", "/simulator/requests", "", "Origin: " + origin);
      assertThat(origin, status, is(200));
    }
  }

  @Test
  public void aNameThatWasBoundToLoopbackIsNoHost() throws Exception {
    int port = simulator.uri().getPort();
    for (String host :
        List.of("evil.example:" + port, "127.0.0.1", "127.0.0.1:" + (port + 1), "")) {
      assertThat(host, statusOf("GET /simulator/requests HTTP/1.1\r\nHost: " + host), is(403));
    }
    for (String host : List.of("127.0.0.1:" + port, "LOCALHOST:" + port, "[::1]:" + port)) {
      assertThat(host, statusOf("GET /simulator/requests HTTP/1.1\r\nHost: " + host), is(200));
    }
    assertThat(statusOf("GET /simulator/requests HTTP/1.0"), is(403));
  }

  @Test
  public void aHeadOrBodyWithoutBoundIsRefused() throws Exception {
    assertThat(statusOf("GET /" + "x".repeat(70_000) + " HTTP/1.1"), is(431));
    assertThat(statusOf("GET / HTTP/1.1\r\nA: " + "x".repeat(70_000)), is(431));
    assertThat(statusOf("GET / HTTP/1.1" + "\r\nA: b".repeat(101)), is(431));
    assertThat(statusOf("GET / HTTP/1.1" + "\r\nA: b".repeat(100)), is(404));
    assertThat(statusOf("POST / HTTP/1.1\r\nContent-Length: 2000000000"), is(413));
    assertThat(statusOf("POST / HTTP/1.1\r\nContent-Length: -1"), is(413));
  }

  @Test
  public void clientsBeyondTheLimitAreTurnedAway() throws Exception {
    List<RawClient> silent = new ArrayList<>();
    try {
      for (int i = 0; i < SocketServer.MAX_CONNECTIONS; i++) {
        silent.add(RawClient.send(simulator, ""));
      }
      try (RawClient oneMore = RawClient.send(simulator, "")) {
        assertThat(oneMore.bytes().read(), is(-1));
      }
    } finally {
      for (RawClient client : silent) {
        client.close();
      }
    }
    await().until(() -> statusOf("GET / HTTP/1.1"), is(404));
  }

  @Test
  public void aRequestThatDripsIsNotWaitedForLongerThanOneThatIsSilent() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      RequestInput input = new RequestInput(accepted, Duration.ofMillis(100));
      assertThrows(
          SocketTimeoutException.class,
          () -> {
            while (true) {
              client.getOutputStream().write('a');
              input.read();
            }
          });
    }
  }

  private int statusOf(String head) throws Exception {
    try (RawClient client = RawClient.send(simulator, head + "\r\n\r\n")) {
      client.readHead();
      return client.status();
    }
  }

  @Test
  public void rulesOfABuilderAreCheckedToo() {
    XApiSimulator.Builder builder = XApiSimulator.builder();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> builder.rules(List.of("(open")));
    assertThat(refused.getMessage(), containsString("rules is (open"));
  }

  private int count() throws Exception {
    return ask("GET", RULES + "/counts", "").at("/data/client_app_rules_count/rule_count").asInt();
  }

  private JsonNode ask(String method, String path, String body, String... headers)
      throws Exception {
    try (RawClient client = RawClient.ask(simulator, method, path, body, headers)) {
      client.readHead();
      status = client.status();
      int length = Integer.parseInt(client.header("content-length"));
      JsonNode answer = JSON.readTree(client.bytes().readNBytes(length));
      Iterator<String> names = answer.fieldNames();
      assertThat(names.hasNext() || answer.isArray(), is(true));
      return answer;
    }
  }
}
