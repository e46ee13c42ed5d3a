package io.github.happiesthashtags.twitter.xapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.twitter.auth.BearerToken;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.testing.Eventually;
import io.github.happiesthashtags.twitter.testing.Json;
import io.github.happiesthashtags.twitter.testing.ScriptedServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class XApiCallsTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);

  @Rule public final Timeout timeout = Timeout.seconds(60);

  @Test
  public void aDocumentGoesThereAndAnotherComesBack() throws Exception {
    JsonNode document = new ObjectMapper().readTree("{\"text\":\"caf\u00e9 \uD83D\uDE00\"}");
    JsonApi.Handler echo =
        request ->
            new JsonApi.Reply(
                201,
                Json.object("got", request.body().path("text").asText()).toString(),
                List.of("X-Rate-Limit-Reset: 12", "retry-after: 3", "X-Other: 1"));
    try (JsonApi api = new JsonApi(echo);
        XApiCalls calls = api.calls()) {
      for (ApiResponse answer :
          List.of(calls.post("/2/a", "b=c", document), calls.delete("/2/a", document))) {
        assertThat(answer.status(), is(201));
        assertThat(answer.body().path("got").asText(), is("caf\u00e9 \uD83D\uDE00"));
        assertThat(answer.headers().firstValue("retry-after"), is(Optional.of("3")));
        assertThat(answer.headers().firstValue("x-rate-limit-reset"), is(Optional.of("12")));
      }
      assertThat(calls.get("/2/a", "").isSuccess(), is(true));
      assertThat(api.lines(), contains("POST /2/a?b=c", "DELETE /2/a", "GET /2/a"));
      assertThat(api.requests().get(0).authorization(), is("Bearer " + JsonApi.SECRET));
    }
  }

  @Test
  public void aBaseMayHaveAPathAndASlashAtItsEnd() throws Exception {
    try (JsonApi api = new JsonApi(request -> JsonApi.Reply.ok("{}"));
        XApiCalls calls = calls(URI.create(api.uri() + "/gateway/"))) {
      calls.get("/2/a", "");
      assertThat(api.lines(), contains("GET /gateway/2/a"));
    }
  }

  @Test
  public void theTokenIsAskedForWithEveryCall() throws Exception {
    List<String> tokens = new ArrayList<>(List.of("first", "second"));
    try (JsonApi api = new JsonApi(request -> JsonApi.Reply.ok("{}"));
        XApiCalls calls =
            new XApiCalls(api.uri(), () -> BearerToken.of(tokens.remove(0)), Proxies.of(null))) {
      calls.get("/2/a", "");
      calls.get("/2/a", "");
      assertThat(api.requests().get(1).authorization(), is("Bearer second"));
    }
  }

  @Test
  public void aTokenThatCannotBeReadIsNotCalledWith() throws Exception {
    try (JsonApi api = new JsonApi(request -> JsonApi.Reply.ok("{}"));
        XApiCalls calls =
            new XApiCalls(
                api.uri(),
                () -> {
                  throw new CredentialsException("there is no file");
                },
                Proxies.of(null))) {
      assertThrows(CredentialsException.class, () -> calls.get("/2/a", ""));
      assertThat(api.lines(), is(empty()));
    }
  }

  @Test
  public void aRedirectIsNotFollowedAndItsTargetGetsNoToken() throws Exception {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (JsonApi other = new JsonApi(request -> JsonApi.Reply.ok("{}"));
          JsonApi api =
              new JsonApi(
                  request ->
                      new JsonApi.Reply(status, "", List.of("Location: " + other.uri() + "/x")));
          XApiCalls calls = api.calls()) {
        ApiResponse answer = calls.get("/2/a", "");
        assertThat(answer.isSuccess(), is(false));
        assertThat(answer.failure().getMessage(), containsString("answered " + status));
        assertThat(other.requests(), is(empty()));
      }
    }
  }

  @Test
  public void anAnswerWithoutJsonHasNoBody() throws Exception {
    for (String body : List.of("", " ", "<html>no</html>", "{\"cut\":")) {
      try (JsonApi api = new JsonApi(request -> new JsonApi.Reply(503, body));
          XApiCalls calls = api.calls()) {
        ApiResponse answer = calls.get("/2/a", "");
        assertThat(answer.body(), is(nullValue()));
        assertThat(answer.failure().getMessage(), is(calls.host() + " answered 503 to GET /2/a"));
        IOException failure = assertThrows(IOException.class, () -> calls.getAll("/2/a", ""));
        assertThat(failure.getMessage(), containsString("answered 503"));
      }
    }
    try (JsonApi api = new JsonApi(request -> JsonApi.Reply.ok("[1]"));
        XApiCalls calls = api.calls()) {
      IOException failure = assertThrows(IOException.class, () -> calls.getAll("/2/a", ""));
      assertThat(
          failure.getMessage(), is(calls.host() + " answered GET /2/a without a JSON object"));
    }
  }

  @Test
  public void anAnswerLongerThanTheLimitIsRefused() throws Exception {
    String longest = '"' + "x".repeat(998) + '"';
    try (JsonApi api =
            new JsonApi(
                request ->
                    JsonApi.Reply.ok(request.path().equals("/ok") ? longest : longest + ' '));
        XApiCalls calls =
            new XApiCalls(
                api.uri(), () -> BearerToken.of("t"), Proxies.of(null), PATIENT, PATIENT, 1000)) {
      assertThat(calls.get("/ok", "").body().asText(), is("x".repeat(998)));
      IOException failure = assertThrows(IOException.class, () -> calls.get("/long", ""));
      assertThat(
          failure.getMessage(),
          is(calls.host() + ": GET /long: the answer is longer than 1000 bytes"));
    }
  }

  @Test
  public void aHostThatIsNotThereIsNamedWithTheReason() throws Exception {
    JsonApi gone = new JsonApi(request -> JsonApi.Reply.ok("{}"));
    URI uri = gone.uri();
    gone.close();
    try (XApiCalls calls = calls(uri)) {
      assertThat(
          assertThrows(IOException.class, () -> calls.get("/2/a", "")).getMessage(),
          allOf(
              startsWith("127.0.0.1:" + uri.getPort() + ": GET /2/a: "),
              not(containsString("null"))));
    }
    try (XApiCalls calls = calls(URI.create("http://no-such-host.invalid"))) {
      assertThat(
          assertThrows(IOException.class, () -> calls.get("/2/a", "")).getMessage(),
          is("no-such-host.invalid: GET /2/a: no such host"));
    }
  }

  @Test
  public void anAnswerThatDoesNotComeOrDoesNotEndIsNotWaitedForLong() throws Exception {
    ScriptedServer.Answer half =
        ScriptedServer.text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
            .then(ScriptedServer.hang());
    for (ScriptedServer.Answer answer : List.of(ScriptedServer.hang(), half)) {
      try (ScriptedServer server = new ScriptedServer(answer);
          XApiCalls calls =
              new XApiCalls(
                  server.uri().resolve("/"),
                  () -> BearerToken.of("t"),
                  Proxies.of(null),
                  PATIENT,
                  SHORT,
                  1000)) {
        IOException failure = assertThrows(IOException.class, () -> calls.get("/2/a", ""));
        assertThat(failure.getMessage(), is(calls.host() + ": GET /2/a: no answer within 0.1 s"));
      }
    }
  }

  @Test
  public void aBrokenConnectionIsAFailureWithAReason() throws Exception {
    for (String answer : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")) {
      // The JDK's client repeats a GET if it received no head.
      ScriptedServer.Answer[] script = new ScriptedServer.Answer[10];
      Arrays.fill(script, ScriptedServer.text(answer));
      try (ScriptedServer server = new ScriptedServer(script);
          XApiCalls calls = calls(server.uri().resolve("/"))) {
        IOException failure = assertThrows(IOException.class, () -> calls.get("/2/a", ""));
        assertThat(failure.getMessage(), startsWith(calls.host() + ": GET /2/a: "));
        assertThat(failure.getMessage(), not(containsString("null")));
      }
    }
  }

  @Test
  public void anInterruptedCallEndsAtOnce() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        XApiCalls calls = calls(server.uri().resolve("/"))) {
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      Thread thread = calling(calls, failure);
      Eventually.until("a request", () -> !server.requests().isEmpty());
      thread.interrupt();
      assertThat(failure.get(), is(instanceOf(InterruptedException.class)));
    }
  }

  @Test
  public void closingEndsTheCallsUnderWayAndRefusesOthers() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      XApiCalls calls = calls(server.uri().resolve("/"));
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      calling(calls, failure);
      Eventually.until("a request", () -> !server.requests().isEmpty());
      calls.close();
      assertThat(failure.get().getMessage(), is(calls.host() + ": GET /2/a: closed"));
      assertThat(
          assertThrows(IOException.class, () -> calls.get("/2/b", "")).getMessage(),
          is(calls.host() + ": GET /2/b: closed"));
      assertThat(server.requests(), hasSize(1));
    }
  }

  @Test
  public void aTokenThatTheServerRepeatsIsInNoMessageAndNoLog() throws Exception {
    JsonApi.Handler telltale =
        request -> {
          int status = Integer.parseInt(request.path().substring(1));
          String told = request.authorization();
          return new JsonApi.Reply(
              status,
              Json.object("title", "Bad " + told, "detail", told)
                  .toString()
                  .replace("/", status == 401 ? "\\/" : "/"));
        };
    try (DebugLog log = new DebugLog(XApiCalls.class, StaleConnections.class);
        JsonApi api = new JsonApi(telltale);
        XApiCalls calls = api.calls()) {
      for (int status : new int[] {400, 401, 403, 500}) {
        ApiResponse answer = calls.get("/" + status, "");
        StringWriter everything = new StringWriter();
        answer.failure().printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString(), containsString("Bad Bearer ****"));
        assertThat(everything.toString() + answer, not(containsString("c4n4ry")));
      }
      assertThat(log.text(), containsString("GET /500 answered 500"));
      assertThat(log.text(), not(containsString("c4n4ry")));
    }
  }

  private static Thread calling(XApiCalls calls, CompletableFuture<Throwable> failure) {
    Thread thread =
        new Thread(
            () -> {
              try {
                calls.get("/2/a", "");
              } catch (IOException | InterruptedException e) {
                failure.complete(e);
              }
            },
            "calling");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static XApiCalls calls(URI uri) {
    return new XApiCalls(uri, () -> BearerToken.of(JsonApi.SECRET), Proxies.of(null));
  }
}
