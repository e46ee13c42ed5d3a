package io.github.happiesthashtags.simulator;

import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endpoints that list an account's connections and end them. */
final class ConnectionsApi {
  static final String PATH = "/2/connections";

  private static final int MOST_IDS = 100;
  private static final int USUAL_RESULTS = 10;
  private static final int MOST_RESULTS = 100;
  private static final Set<String> STATUSES = Set.of("active", "inactive", "all");

  private final OpenStreams streams;

  ConnectionsApi(OpenStreams streams) {
    this.streams = streams;
  }

  /** Returns the response, or null if the path is unknown. */
  @Nullable Document answer(RequestHead head, String body) throws Refused {
    String path = head.path();
    if (path.equals(PATH)) {
      return switch (head.method()) {
        case "GET" -> list(head);
        case "DELETE" -> kill(ids(body));
        default -> Problems.notAllowed("GET, DELETE");
      };
    }
    if (!path.startsWith(PATH + "/")) {
      return null;
    }
    if (!head.method().equals("DELETE")) {
      return Problems.notAllowed("DELETE");
    }
    String name = path.substring(PATH.length() + 1);
    if (name.equals("all")) {
      return kill(open(Optional.empty()));
    }
    Optional<StreamEndpoint> endpoint = StreamEndpoint.named(name);
    if (endpoint.isEmpty()) {
      throw new Refused(Problems.invalid("endpoint_id", name, "There is no such endpoint."));
    }
    return kill(open(endpoint));
  }

  private List<String> open(Optional<StreamEndpoint> endpoint) {
    return streams.seen(true, false).stream()
        .filter(seen -> endpoint.isEmpty() || endpoint.get() == seen.endpoint())
        .map(OpenStreams.Seen::id)
        .toList();
  }

  private Document list(RequestHead head) throws Refused {
    String status = Optional.ofNullable(head.parameter("status")).orElse("active");
    if (!STATUSES.contains(status)) {
      throw new Refused(Problems.invalid("status", status, "Give active, inactive or all."));
    }
    int most = number(head, "max_results", USUAL_RESULTS, 1, MOST_RESULTS);
    int from = number(head, "pagination_token", 0, 0, Integer.MAX_VALUE);
    String endpoints = head.parameter("endpoints");
    List<OpenStreams.Seen> all =
        streams.seen(!status.equals("inactive"), !status.equals("active")).stream()
            .filter(seen -> endpoints == null || names(endpoints).contains(seen.endpoint().id()))
            .toList();
    int begin = Math.min(from, all.size());
    int end = Math.min(all.size(), begin + most);
    return Document.json(
        200,
        Problems.json(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("data");
              for (OpenStreams.Seen seen : all.subList(begin, end)) {
                write(json, seen);
              }
              json.writeEndArray();
              json.writeObjectFieldStart("meta");
              json.writeNumberField("result_count", end - begin);
              if (end < all.size()) {
                json.writeStringField("next_token", Integer.toString(end));
              }
              json.writeEndObject();
              json.writeEndObject();
            }));
  }

  private static Set<String> names(String list) {
    return Set.copyOf(List.of(list.split(",", -1)));
  }

  private static void write(JsonGenerator json, OpenStreams.Seen seen) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", seen.id());
    json.writeStringField("endpoint_name", seen.endpoint().id());
    json.writeStringField("connected_at", seen.connectedAt().truncatedTo(MILLIS).toString());
    json.writeStringField("client_ip", SocketServer.ADDRESS);
    if (seen.disconnectedAt() != null) {
      json.writeStringField(
          "disconnected_at", seen.disconnectedAt().truncatedTo(MILLIS).toString());
      json.writeStringField("disconnect_reason", seen.reason());
    }
    json.writeEndObject();
  }

  private Document kill(List<String> ids) {
    Map<String, Boolean> results = new LinkedHashMap<>();
    for (String id : ids) {
      results.put(id, streams.kill(id));
    }
    long killed = results.values().stream().filter(success -> success).count();
    return Document.json(
        200,
        Problems.json(
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("data");
              json.writeNumberField("successful_kills", killed);
              json.writeNumberField("failed_kills", results.size() - killed);
              json.writeArrayFieldStart("results");
              for (Map.Entry<String, Boolean> result : results.entrySet()) {
                json.writeStartObject();
                json.writeStringField("uuid", result.getKey());
                json.writeBooleanField("success", result.getValue());
                if (!result.getValue()) {
                  json.writeStringField("error_message", "There is no such open connection");
                }
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndObject();
            }));
  }

  private static List<String> ids(String body) throws Refused {
    List<String> ids = new ArrayList<>();
    try (JsonParser json = Problems.JSON.createParser(body)) {
      boolean inside = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          inside = json.currentName().equals("uuids");
        } else if (token == JsonToken.VALUE_STRING && inside) {
          ids.add(json.getText());
        }
      }
    } catch (IOException e) {
      throw new Refused(Problems.invalid("body", "", "The body is not JSON."));
    }
    if (ids.isEmpty() || ids.size() > MOST_IDS) {
      throw new Refused(
          Problems.invalid("uuids", Integer.toString(ids.size()), "Give 1 to 100 `uuids`."));
    }
    return ids;
  }

  private static int number(RequestHead head, String name, int usual, int least, int most)
      throws Refused {
    String value = head.parameter(name);
    if (value == null) {
      return usual;
    }
    int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw new Refused(
          Problems.invalid(name, value, "Give a number from %d to %d.".formatted(least, most)));
    }
    return number;
  }
}
