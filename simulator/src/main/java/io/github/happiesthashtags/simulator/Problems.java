package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The API's problem documents, and a helper that writes JSON. */
final class Problems {
  static final JsonFactory JSON = new JsonFactory();

  private static final String TYPES = "https://api.x.com/2/problems/";

  // Clients know this type and these members from before the API moved to x.com.
  private static final String CONNECTION =
      """
      {"title":"ConnectionException",\
      "detail":"%s",\
      "connection_issue":"%s",\
      "type":"https://api.twitter.com/2/problems/streaming-connection"}""";

  private static final String DISCONNECT =
      """
      {"errors":[{"title":"operational-disconnect",\
      "disconnect_type":"%s",\
      "detail":"This stream has been disconnected for operational reasons.",\
      "type":"https://api.twitter.com/2/problems/operational-disconnect"}]}""";

  private static final String V1_DISCONNECT =
      "{\"disconnect\":{\"code\":%d,\"stream_name\":\"simulator\",\"reason\":\"%s\"}}";

  private Problems() {}

  /** Writes JSON. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static String json(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can't be written", e);
    }
    return text.toString();
  }

  /** Returns a problem that only states an HTTP status. */
  static Document status(int status, String title) {
    return Document.json(
        status,
        "{\"title\":\"%s\",\"type\":\"about:blank\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(title, status, title));
  }

  static Document headTooLarge() {
    return status(431, "Request Header Fields Too Large");
  }

  static Document bodyTooLarge() {
    return status(413, "Content Too Large");
  }

  static Document notFound() {
    return status(404, "Not Found");
  }

  static Document notJson() {
    return status(415, "Content-Type must be application/json");
  }

  static Document unauthorized() {
    return status(401, "Unauthorized");
  }

  static Document notAllowed(String methods) {
    return status(405, "Method Not Allowed").with(Map.of("Allow", methods));
  }

  /** Returns the problem of an invalid parameter, with what it should be. */
  static Document invalid(String parameter, String value, String detail) {
    return Document.json(
        400,
        json(
            json -> {
              json.writeStartObject();
              json.writeStringField("title", "Invalid Request");
              json.writeStringField("detail", detail);
              json.writeStringField("type", TYPES + "invalid-request");
              json.writeNumberField("status", 400);
              json.writeStringField("parameter", parameter);
              json.writeStringField("value", value);
              json.writeEndObject();
            }));
  }

  /** Returns the problem of a feature that is not in the account's plan. */
  static Document forbidden(String detail) {
    return Document.json(
        403,
        json(
            json -> {
              json.writeStartObject();
              json.writeStringField("title", "Client Forbidden");
              json.writeStringField("detail", detail);
              json.writeStringField("reason", "client-not-enrolled");
              json.writeStringField("type", TYPES + "client-forbidden");
              json.writeNumberField("status", 403);
              json.writeEndObject();
            }));
  }

  /** Returns the problem of an account without credits. */
  static Document creditsDepleted() {
    return spent(
        402,
        "CreditsDepleted",
        "Your enrolled account does not have any credits to fulfill this request.",
        "credits",
        "account_id");
  }

  /** Returns the problem of a project that has read all posts of its month. */
  static Document usageCapExceeded() {
    return spent(
        429, "UsageCapExceeded", "Usage cap exceeded: Monthly product cap", "usage-capped", "");
  }

  private static Document spent(
      int status, String title, String detail, String type, String account) {
    return Document.json(
        status,
        json(
            json -> {
              json.writeStartObject();
              if (!account.isEmpty()) {
                json.writeStringField(account, "1460000000000000002");
              }
              json.writeStringField("title", title);
              json.writeStringField("detail", detail);
              json.writeStringField("type", TYPES + type);
              json.writeNumberField("status", status);
              json.writeEndObject();
            }));
  }

  static Document tooManyConnections() {
    return Document.json(
        429,
        CONNECTION.formatted(
            "This stream is currently at the maximum allowed connection limit.",
            "TooManyConnections"));
  }

  static Document noRules() {
    return Document.json(
        409,
        CONNECTION.formatted(
            "Rules must be configured before connecting.", "RuleConfigurationIssue"));
  }

  /** Returns the last message of a stream whose client is too slow. */
  static byte[] tooSlow(boolean v1) {
    return v1
        ? V1_DISCONNECT.formatted(4, "The client was reading too slowly").getBytes(UTF_8)
        : DISCONNECT.formatted("SlowReader").getBytes(UTF_8);
  }

  /** Returns the last message of a stream that the server ends for operational reasons. */
  static byte[] disconnect(boolean v1) {
    return v1
        ? V1_DISCONNECT.formatted(12, "The host became overloaded").getBytes(UTF_8)
        : DISCONNECT.formatted("UpstreamOperationalDisconnect").getBytes(UTF_8);
  }
}
