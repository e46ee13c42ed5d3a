package io.github.happiesthashtags.twitter.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.happiesthashtags.twitter.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One error of the API. It has several shapes: a problem document (RFC 7807), a list of those under
 * {@code errors} beside or without data, and {@code code} with {@code message}.
 *
 * @param type the last part of the problem's URL, which has stood under two hosts; may be empty
 * @param title may be empty
 * @param detail may be empty
 * @param value the rule that it is about, if any
 */
record ApiProblem(String type, String title, String detail, @Nullable String value) {
  private static final String TOO_MANY_CONNECTIONS = "toomanyconnections";

  /** All errors of an answer; none if it has no body or a good one. */
  static List<ApiProblem> of(@Nullable JsonNode body) {
    List<ApiProblem> problems = new ArrayList<>();
    if (body != null) {
      for (JsonNode error : body.path("errors")) {
        problems.add(one(error));
      }
      if (problems.isEmpty() && (body.has("title") || body.has("detail") || body.has("message"))) {
        problems.add(one(body));
      }
    }
    return problems;
  }

  private static ApiProblem one(JsonNode error) {
    String type = error.path("type").asText("");
    String detail = error.path("detail").asText("");
    return new ApiProblem(
        type.substring(type.lastIndexOf('/') + 1),
        error.path("title").asText(""),
        detail.isEmpty() ? error.path("message").asText("") : detail,
        error.path("value").isTextual() ? error.path("value").textValue() : null);
  }

  /** One line for a person. */
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

  /**
   * Whether a refused stream has too many connections open; otherwise a 429 is a rate limit, or a
   * used up quota, which no ended connection cures. Source: {@code ConnectionExceptionProblem} in
   * earlier versions of X API v2's OpenAPI; 2.167 lists no problem of a connection at all.
   */
  static boolean isTooManyConnections(@Nullable JsonNode body) {
    if (body == null) {
      return false;
    }
    if (saysSo(body)) {
      return true;
    }
    for (JsonNode error : body.path("errors")) {
      if (saysSo(error)) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysSo(JsonNode error) {
    if (error.hasNonNull("connection_issue")) {
      return letters(error.path("connection_issue").asText()).equals(TOO_MANY_CONNECTIONS);
    }
    ApiProblem problem = one(error);
    String detail = problem.detail().toLowerCase(Locale.ROOT);
    return letters(problem.title()).equals(TOO_MANY_CONNECTIONS)
        || detail.contains("maximum allowed connection")
        || detail.contains("too many connections");
  }

  private static String letters(String text) {
    return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  boolean isOf(String wanted) {
    return Objects.equals(type, wanted);
  }
}
