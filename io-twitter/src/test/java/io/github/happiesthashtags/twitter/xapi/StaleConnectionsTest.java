package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.testing.Json;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.time.Instant;
import java.util.Arrays;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class StaleConnectionsTest {
  private static final Instant BEFORE = Instant.parse("2026-05-06T07:00:00Z");
  private static final String OLD = "2026-05-06T06:00:00.000Z";
  private static final String OLDER = "2026-05-06T05:00:00.000Z";
  private static final String YOUNG = "2026-05-06T07:00:01.000Z";
  private static final Json KILLED =
      Json.object("data", Json.object("successful_kills", 1, "failed_kills", 0));

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void theOldestConnectionOfTheStreamIsEnded() throws Exception {
    JsonApi.Handler handler =
        listing(
            connection("a", "filtered_stream", OLD),
            connection("b", "filtered_stream", OLDER),
            connection("c", "sample_stream", "2026-05-06T01:00:00Z"),
            connection("d", "filtered_stream", YOUNG));
    try (JsonApi api = new JsonApi(handler)) {
      assertThat(cure(api, "filtered"), is(1));
      assertThat(
          api.lines(),
          contains(
              "GET /2/connections?status=active&endpoints=filtered_stream&max_results=100"
                  + "&connection.fields=id,endpoint_name,connected_at,disconnected_at",
              "DELETE /2/connections"));
      assertThat(api.requests().get(1).body().toString(), is("{\"uuids\":[\"b\"]}"));
    }
  }

  @Test
  public void aConnectionThatMayBeOursOrIsNotOfTheStreamIsLeftAlone() throws Exception {
    JsonApi.Handler handler =
        listing(
            connection("a", "filtered_stream", YOUNG),
            connection("b", "filtered_stream", "2026-05-06T07:00:00.000Z"),
            connection("c", "filtered_stream", "soon"),
            connection("d", "filtered_stream", OLD).with("disconnected_at", OLD),
            connection("e", "sample_stream", OLDER),
            Json.object("id", "f", "endpoint_name", "filtered_stream"),
            Json.object("id", "g", "connected_at", OLDER));
    try (JsonApi api = new JsonApi(handler)) {
      assertThat(cure(api, "filtered"), is(0));
      assertThat(api.lines(), hasSize(1));
    }
  }

  @Test
  public void allPagesAreSeenBeforeOneIsChosen() throws Exception {
    JsonApi.Handler handler =
        request ->
            !request.method().equals("GET")
                ? JsonApi.Reply.ok(KILLED)
                : request.query().contains("pagination_token=n/2")
                    ? page(connection("b", "sample_stream", OLDER))
                    : JsonApi.Reply.ok(
                        Json.object(
                            "data", Json.array(connection("a", "sample_stream", OLD)),
                            "meta", Json.object("next_token", "n/2")));
    try (JsonApi api = new JsonApi(handler)) {
      assertThat(cure(api, "sample"), is(1));
      assertThat(api.requests().get(2).body().toString(), is("{\"uuids\":[\"b\"]}"));
    }
  }

  @Test
  public void whereNoneCanBeEndedByItselfTheOnlyOneIsEndedByItsStream() throws Exception {
    JsonApi.Handler byStreamOnly =
        request ->
            switch (request.line().split("\\?", 2)[0]) {
              case "GET /2/connections" -> page(connection("a", "sample_stream", OLD));
              case "DELETE /2/connections/sample_stream" -> JsonApi.Reply.ok(KILLED);
              default -> new JsonApi.Reply(404, "");
            };
    try (JsonApi api = new JsonApi(byStreamOnly)) {
      assertThat(cure(api, "sample"), is(1));
      assertThat(api.lines(), hasSize(3));
    }
    try (JsonApi api = new JsonApi(listing(connection("", "sample_stream", OLD)))) {
      assertThat(cure(api, "sample"), is(1));
      assertThat(api.lines().get(1), is("DELETE /2/connections/sample_stream"));
    }
  }

  @Test
  public void aStreamWithOtherConnectionsIsNotEndedAsAWhole() throws Exception {
    JsonApi.Handler handler =
        request ->
            request.method().equals("GET")
                ? page(
                    connection("a", "sample_stream", OLD), connection("b", "sample_stream", YOUNG))
                : new JsonApi.Reply(404, "");
    try (JsonApi api = new JsonApi(handler)) {
      assertThat(cure(api, "sample"), is(0));
      assertThat(api.lines(), hasSize(2));
    }
  }

  @Test
  public void anApiThatDoesNotLetUsIsNoFailureAndSaysSoAtDebug() throws Exception {
    for (int status : new int[] {302, 401, 403, 404, 429, 500}) {
      try (DebugLog log = new DebugLog(StaleConnections.class);
          JsonApi api = new JsonApi(request -> new JsonApi.Reply(status, ""))) {
        assertThat(cure(api, "filtered"), is(0));
        assertThat(
            log.text(),
            allOf(
                containsString("DEBUG"),
                containsString("no connection of filtered was ended"),
                containsString(String.valueOf(status)),
                not(containsString(JsonApi.SECRET))));
      }
    }
  }

  @Test
  public void aConnectionThatTheApiCouldNotEndDoesNotCount() throws Exception {
    Json failed = Json.object("data", Json.object("successful_kills", 0, "failed_kills", 1));
    JsonApi.Handler handler =
        request ->
            request.method().equals("GET")
                ? page(connection("a", "sample_stream", OLD))
                : JsonApi.Reply.ok(failed);
    try (JsonApi api = new JsonApi(handler)) {
      assertThat(cure(api, "sample"), is(0));
    }
  }

  @Test
  public void anInterruptedCureEndsAtOnce() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        XApiCalls calls =
            new XApiCalls(server.uri().resolve("/"), () -> BearerToken.of("t"), Proxies.of(null))) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class, () -> StaleConnections.endOldest(calls, "sample", BEFORE));
    }
  }

  @Test
  public void aStreamIsCalledAsTheApiCallsIt() {
    assertThat(
        Arrays.asList(
                "filtered", "sample", "sample10", "firehose", "firehose-en", "users-compliance")
            .stream()
            .map(StaleConnections::endpointName)
            .toList(),
        contains(
            "filtered_stream",
            "sample_stream",
            "sample10_stream",
            "firehose_stream",
            "firehose_stream_lang_en",
            "users_compliance_stream"));
  }

  private static Json connection(String id, String endpoint, String since) {
    return Json.object("id", id, "endpoint_name", endpoint, "connected_at", since);
  }

  /** Returns an API that lists these connections and ends any of them. */
  private static JsonApi.Handler listing(Json... connections) {
    return request -> request.method().equals("GET") ? page(connections) : JsonApi.Reply.ok(KILLED);
  }

  private static JsonApi.Reply page(Json... connections) {
    return JsonApi.Reply.ok(
        Json.object("data", Json.array((Object[]) connections), "meta", Json.object()));
  }

  private static int cure(JsonApi api, String stream) throws InterruptedException {
    try (XApiCalls calls = api.calls()) {
      return StaleConnections.endOldest(calls, stream, BEFORE);
    }
  }
}
