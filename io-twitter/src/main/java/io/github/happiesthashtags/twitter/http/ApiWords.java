package io.github.happiesthashtags.twitter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.happiesthashtags.twitter.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reason that an error's body gives, for a person: title and detail of a problem document of X
 * API v2, code and message of a v1.1 error, or the text of a proxy's page.
 *
 * @param json the body, or null if it is not JSON
 * @param text the reason as a part of one line, safe to show; empty if there is none
 */
public record ApiWords(@Nullable JsonNode json, String text) {
  /** The words of an answer that gives no reason. */
  public static final ApiWords NONE = new ApiWords(null, "");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The most errors to show: a document may list every refused rule, and the first ones suffice.
   */
  private static final int MAX_ERRORS = 3;

  private static final Pattern HIDDEN_HTML =
      Pattern.compile("(?is)<(script|style|head)\\b.*?</\\1\\s*>|<!--.*?-->");
  private static final Pattern HTML_TAG = Pattern.compile("<[^<>]*>");

  /** Reads a body. */
  public static ApiWords of(byte[] body) {
    String text = new String(body, UTF_8);
    try {
      JsonNode json = JSON.readTree(text);
      if (json != null && json.isObject()) {
        return of(json);
      }
    } catch (JsonProcessingException e) {
      // For example, a proxy's page.
    }
    String page = HTML_TAG.matcher(HIDDEN_HTML.matcher(text).replaceAll(" ")).replaceAll(" ");
    return new ApiWords(null, Printable.line(page));
  }

  /**
   * Reads a parsed body.
   *
   * @param json null if there is no body
   */
  public static ApiWords of(@Nullable JsonNode json) {
    if (json == null) {
      return NONE;
    }
    List<String> parts = new ArrayList<>();
    addTo(parts, json);
    int errors = 0;
    for (JsonNode error : json.path("errors")) {
      if (errors++ < MAX_ERRORS) {
        addTo(parts, error);
      }
    }
    return new ApiWords(json, String.join(": ", parts));
  }

  private static void addTo(List<String> parts, JsonNode error) {
    for (String name : List.of("title", "detail", "message", "error")) {
      String part = Printable.line(error.path(name).asText(""));
      if (!part.isEmpty() && !parts.contains(part)) {
        parts.add(part);
      }
    }
    if (error.path("code").isIntegralNumber()) {
      parts.add("code " + error.path("code").asText());
    }
  }

  /** Returns the reason after a colon, to append to a status; empty if there is no reason. */
  public String suffix() {
    return text.isEmpty() ? "" : ": " + text;
  }

  /**
   * Returns whether the account has used up its posts or credits, so that retrying soon is useless.
   * Source: X API v2 OpenAPI, {@code UsageCapExceededProblem}; {@code CreditsDepleted} as X answers
   * since 2025.
   */
  public boolean isUsageCap() {
    if (json == null) {
      return false;
    }
    if (isUsageCap(json)) {
      return true;
    }
    for (JsonNode error : json.path("errors")) {
      if (isUsageCap(error)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUsageCap(JsonNode error) {
    String title = error.path("title").asText("");
    String type = error.path("type").asText("");
    return title.equals("UsageCapExceeded")
        || title.equals("CreditsDepleted")
        || type.endsWith("/usage-capped")
        || type.endsWith("/credits");
  }
}
