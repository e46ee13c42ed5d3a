package io.github.happiesthashtags.twitter.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.happiesthashtags.twitter.auth.CredentialsException;
import io.github.happiesthashtags.twitter.http.ApiWords;
import io.github.happiesthashtags.twitter.http.InvalidRequestException;
import io.github.happiesthashtags.twitter.http.Proxies;
import io.github.happiesthashtags.twitter.http.StreamClient;
import io.github.happiesthashtags.twitter.stream.Disconnection;
import io.github.happiesthashtags.twitter.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the API other than a stream: whether the call succeeded, why not, and how long to
 * wait.
 *
 * @param host the host that answered
 * @param call the method and path of a call, or the path of a stream; without the query
 * @param headers the headers of the answer
 * @param words the body, and the API's own reason in it
 */
record ApiResponse(String host, String call, int status, HttpHeaders headers, ApiWords words) {
  /**
   * The latest plausible time in seconds since the epoch, thousands of years away; larger values
   * are milliseconds.
   */
  private static final long MAX_SECONDS = 100_000_000_000L;

  /** The latest plausible time in milliseconds since the epoch; larger values are invalid. */
  private static final long MAX_MILLIS = MAX_SECONDS * 1000;

  private static final String TOO_MANY_CONNECTIONS = "toomanyconnections";

  /** Reads the answer to a request for a stream; if its body is damaged, the reason is empty. */
  static ApiResponse of(String host, String path, HttpResponse<InputStream> response) {
    return new ApiResponse(
        host,
        path,
        response.statusCode(),
        response.headers(),
        ApiWords.of(StreamClient.errorBody(response)));
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }

  /** Returns the body, or null if there was none or it was not JSON. */
  @Nullable JsonNode body() {
    return words.json();
  }

  /** Returns the reason for a reconnect after this refusal. */
  Disconnection cause() {
    return switch (status) {
      case 402 -> Disconnection.USAGE_CAP;
      case 407 -> Disconnection.PROXY;
      case 409 -> Disconnection.NO_RULES;
      case 429 -> {
        if (words.isUsageCap()) {
          yield Disconnection.USAGE_CAP;
        }
        yield isTooManyConnections()
            ? Disconnection.TOO_MANY_CONNECTIONS
            : Disconnection.RATE_LIMIT;
      }
      default -> status / 100 == 3 ? Disconnection.REDIRECT : Disconnection.HTTP;
    };
  }

  /** Describes for the log why a stream was refused. */
  String refusal() {
    String text =
        switch (cause()) {
          case TOO_MANY_CONNECTIONS ->
              "another connection holds the stream (429, TooManyConnections): close it, or wait for"
                  + " the API to notice that it is gone";
          case RATE_LIMIT -> "too many requests (429)";
          case USAGE_CAP -> "the account has used up its posts or credits (" + status + ")";
          case NO_RULES -> "the filtered stream has no rules (409): add one";
          case PROXY ->
              "a proxy on the way, not the API, wants a user and a password (407)" + Proxies.REMEDY;
          case REDIRECT ->
              "the server redirects ("
                  + status
                  + "), which would carry the token elsewhere: give the API's own address";
          default -> "the server answered " + status;
        };
    return text + words.suffix();
  }

  /** Returns how long the API asks to wait, or zero if it does not say. */
  Duration asked(Instant now) {
    Duration retryAfter = seconds(number("retry-after"));
    Disconnection cause = cause();
    return retryAfter.isZero()
            && (cause == Disconnection.RATE_LIMIT || cause == Disconnection.USAGE_CAP)
        ? untilReset(number("x-rate-limit-reset"), now)
        : retryAfter;
  }

  /**
   * Returns the time until a moment in seconds since the epoch, or in milliseconds as some gateways
   * send it.
   */
  private static Duration untilReset(long moment, Instant now) {
    boolean inMillis = moment > MAX_SECONDS && moment <= MAX_MILLIS;
    return seconds((inMillis ? moment / 1000 : moment) - now.getEpochSecond());
  }

  /** Returns a header's number; 0 if the header is missing, a date or invalid. */
  private long number(String header) {
    try {
      return headers
          .firstValue(header)
          .map(value -> Math.max(0, Long.parseLong(value.strip())))
          .orElse(0L);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(Math.max(seconds, 0));
  }

  /** Returns the exception for a refused call, with a message of one line. */
  IOException failure() {
    return switch (status) {
      case 401 -> refusedToken();
      case 403 -> withoutAccess(" does not allow this app ");
      case 400 -> invalidRequest();
      default -> new RefusedException(this);
    };
  }

  /** Returns the exception for a 401. */
  CredentialsException refusedToken() {
    return new CredentialsException(
        host
            + " refused the bearer token (401)"
            + words.suffix()
            + ": check the token file, or create a new token in the developer portal");
  }

  /** Returns the exception for a 403 to a request for a stream. */
  CredentialsException refusedStream() {
    return withoutAccess(" does not give this app the stream ");
  }

  private CredentialsException withoutAccess(String what) {
    return new CredentialsException(
        host
            + what
            + call
            + " (403)"
            + words.suffix()
            + ": check the plan and the app's access in the developer portal");
  }

  /** Returns the exception for a 400. */
  InvalidRequestException invalidRequest() {
    return new InvalidRequestException(host, call, words);
  }

  /** A refusal of a short call that may succeed later. The feed waits as after a refused stream. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ApiResponse response;

    private RefusedException(ApiResponse response) {
      super(
          response.host
              + " answered "
              + response.status
              + " to "
              + response.call
              + response.words.suffix());
      this.response = response;
    }

    ApiResponse response() {
      return response;
    }
  }

  /**
   * Returns whether a 429 means that too many connections are open. Otherwise the cause is a rate
   * limit or a usage cap, and ending a connection would not help. Source: {@code
   * ConnectionExceptionProblem} in earlier versions of X API v2's OpenAPI; 2.167 lists no
   * connection problems at all, and the API has used several error formats with the same words.
   */
  private boolean isTooManyConnections() {
    String text = words.text().toLowerCase(Locale.ROOT);
    JsonNode body = body();
    return text.contains(TOO_MANY_CONNECTIONS)
        || text.contains("maximum allowed connection")
        || (body != null
            && Stream.concat(
                    Stream.of(body), StreamSupport.stream(body.path("errors").spliterator(), false))
                .anyMatch(ApiResponse::saysTooManyConnections));
  }

  private static boolean saysTooManyConnections(JsonNode error) {
    if (error.hasNonNull("connection_issue")) {
      return letters(error.path("connection_issue").asText()).equals(TOO_MANY_CONNECTIONS);
    }
    Problem problem = Problem.of(error);
    String detail = problem.detail().toLowerCase(Locale.ROOT);
    return letters(problem.title()).equals(TOO_MANY_CONNECTIONS)
        || detail.contains("maximum allowed connection")
        || detail.contains("too many connections");
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  /** Returns all errors in the body; an empty list if there are none. */
  List<Problem> problems() {
    JsonNode body = body();
    List<Problem> problems = new ArrayList<>();
    if (body != null) {
      for (JsonNode error : body.path("errors")) {
        problems.add(Problem.of(error));
      }
      if (problems.isEmpty() && (body.has("title") || body.has("detail") || body.has("message"))) {
        problems.add(Problem.of(body));
      }
    }
    return problems;
  }

  /**
   * One error of the API. Errors come in several shapes: a problem document (RFC 7807), a list of
   * them under {@code errors} with or without data, and {@code code} with {@code message}.
   *
   * @param type the last part of the problem's URL, which X has published under two hosts; may be
   *     empty
   * @param title may be empty
   * @param detail may be empty
   * @param value the rule that the error is about, or null
   */
  record Problem(String type, String title, String detail, @Nullable String value) {
    private static Problem of(JsonNode error) {
      String type = error.path("type").asText("");
      String detail = error.path("detail").asText("");
      return new Problem(
          type.substring(type.lastIndexOf('/') + 1),
          error.path("title").asText(""),
          detail.isEmpty() ? error.path("message").asText("") : detail,
          error.path("value").isTextual() ? error.path("value").textValue() : null);
    }

    /** Returns the error in one line, for a person. */
    String line() {
      List<String> parts = new ArrayList<>();
      for (String part : List.of(title, detail)) {
        String clean = Printable.line(part);
        if (!clean.isEmpty() && !parts.contains(clean)) {
          parts.add(clean);
        }
      }
      return parts.isEmpty() ? "no reason given" : String.join(": ", parts);
    }

    boolean isOf(String wanted) {
      return Objects.equals(type, wanted);
    }
  }
}
