package io.github.happiesthashtags.board;

import static io.github.happiesthashtags.board.StoredBoards.entry;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** {@code openapi.json} says what the server does. */
public final class OpenApiTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "{board}", "b",
          "{window}", "2026-01-01T00:00:00Z_2026-01-01T01:00:00Z",
          "{hashtag}", "tea");

  /** Files of the page; the description itself among them. */
  private static final Set<String> NOT_DESCRIBED =
      Set.of(
          "/",
          "/board.css",
          "/board.js",
          "/charts.js",
          "/words.js",
          "/icon.svg",
          "/vendor/chart.js",
          "/api/openapi.json");

  private StoredBoards stored;
  private BoardServer server;
  private Client client;
  private JsonNode description;

  @Before
  public void start() throws Exception {
    stored = StoredBoards.withTables();
    stored.store("b", 0, 3600, "ON_TIME", 0, entry("tea", 7), entry("coffee", 3));
    stored.store("b", 1, 3600, "EARLY", 2, entry("tea", 7));
    server =
        BoardServer.over(stored.database())
            .withPort(0)
            .withHealth(() -> new JobHealth("RUNNING", 1, 2.5, 0.1, Instant.EPOCH, 0, 0, 0, 0))
            .start();
    client = new Client(server);
    description = client.json("/api/openapi.json");
  }

  @After
  public void stop() throws Exception {
    server.close();
    stored.close();
  }

  @Test
  public void everyResourceIsDescribedAndEveryDescribedOneExists() {
    Set<String> described = new TreeSet<>();
    description.get("paths").fieldNames().forEachRemaining(described::add);
    Set<String> served = new TreeSet<>(server.paths());
    served.removeAll(NOT_DESCRIBED);
    assertThat(served, is(described));
  }

  @Test
  public void answersHaveTheSchemasThatAreDescribed() throws Exception {
    int checked = 0;
    for (Map.Entry<String, JsonNode> path : paths().entrySet()) {
      JsonNode content = path.getValue().at("/get/responses/200/content");
      String mediaType = content.fieldNames().next();
      if (mediaType.equals("text/event-stream")) {
        continue;
      }
      HttpResponse<String> answer = client.get(filled(path.getKey()));
      assertThat(path.getKey(), answer.statusCode(), is(200));
      String got = answer.headers().firstValue("Content-Type").orElse("");
      assertThat(path.getKey(), got.replaceAll(";.*", ""), is(mediaType));
      if (mediaType.equals("application/json")) {
        assertValid(content.get(mediaType).get("schema"), answer.body());
        checked++;
      }
    }
    assertThat(checked, is(6));
  }

  @Test
  public void problemsHaveTheDescribedSchemaAndParametersTheDescribedNames() throws Exception {
    for (Map.Entry<String, JsonNode> path : paths().entrySet()) {
      String filled = filled(path.getKey());
      if (!filled.startsWith("/api/")) {
        continue;
      }
      HttpResponse<String> refused = client.get(filled + "?no-such-parameter=1");
      assertThat(path.getKey(), refused.statusCode(), is(400));
      assertValid(
          description.at("/components/responses/Problem/content/application~1problem+json/schema"),
          refused.body());
      for (JsonNode parameter : path.getValue().at("/get/parameters")) {
        JsonNode named = resolved(parameter);
        if (!named.get("in").asText().equals("query")) {
          continue;
        }
        HttpResponse<String> bad = client.get(filled + "?" + named.get("name").asText() + "=~");
        String message = Client.JSON.readTree(bad.body()).path("detail").asText();
        assertThat(path.getKey(), message, containsString("give "));
        JsonNode most = named.at("/schema/maximum");
        if (most.isInt()) {
          assertThat(
              message,
              message.endsWith(named.at("/schema/minimum").asInt() + " to " + most),
              is(true));
        }
      }
    }
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
  }

  private Map<String, JsonNode> paths() {
    Map<String, JsonNode> paths = new TreeMap<>();
    description.get("paths").fields().forEachRemaining(e -> paths.put(e.getKey(), e.getValue()));
    return paths;
  }

  private static String filled(String path) {
    String filled = path;
    for (Map.Entry<String, String> value : VALUES.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  private void assertValid(JsonNode schema, String body) throws Exception {
    // The references point into the whole document.
    ObjectNode whole = description.deepCopy();
    whole.remove(List.of("paths", "info", "openapi"));
    whole.set("$ref", schema.get("$ref"));
    Set<ValidationMessage> errors =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(whole)
            .validate(
                Client.JSON.readTree(body),
                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    assertThat(
        body,
        errors.stream().map(ValidationMessage::getMessage).collect(Collectors.toList()),
        is(empty()));
  }
}
