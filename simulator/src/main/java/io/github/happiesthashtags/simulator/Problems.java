package io.github.happiesthashtags.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The API's problem documents, and how JSON is written here. */
final class Problems {
  static final JsonFactory JSON = new JsonFactory();

  private static final String TYPES = "https://api.x.com/2/problems/";

  // Type and members are those that clients have met since before the API's move to x.com.
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

  /** A problem that is no more than a status of HTTP. */
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

  /** A parameter that can't be, and what it should be. */
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

  /** Something that the account's plan does not have. */
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

  /** The last message of a stream that its client is too slow for. */
  static byte[] tooSlow(boolean v1) {
    return v1
        ? V1_DISCONNECT.formatted(4, "The client was reading too slowly").getBytes(UTF_8)
        : DISCONNECT.formatted("SlowReader").getBytes(UTF_8);
  }

  /** The last message of a stream that the server ends for reasons of its own. */
  static byte[] disconnect(boolean v1) {
    return v1
        ? V1_DISCONNECT.formatted(12, "The host became overloaded").getBytes(UTF_8)
        : DISCONNECT.formatted("UpstreamOperationalDisconnect").getBytes(UTF_8);
  }
}
