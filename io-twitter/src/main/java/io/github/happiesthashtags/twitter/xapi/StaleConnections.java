package io.github.happiesthashtags.twitter.xapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections that nobody reads any more but that X still counts. Ending one lets a new
 * connection in; X can take minutes to notice that a reader has died.
 */
final class StaleConnections {
  private static final Logger LOG = LoggerFactory.getLogger(StaleConnections.class);
  private static final String PATH = "/2/connections";

  /** The largest difference between the API's clock and ours, and the time for a handshake. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(20);

  private StaleConnections() {}

  /** A connection that the API holds open. */
  /** How the names of firehoses of one language begin. */
  private static final String LANGUAGES = "firehose-";

  private record Held(String id, String endpoint, @Nullable Instant since) {}

  /**
   * Ends the oldest connection of a stream without partitions: one free place is all that the
   * caller needs.
   *
   * @param stream the name as in the options, such as {@code filtered} or {@code firehose-en}
   * @param before the time before which the connection must have been made
   * @return the number of connections ended, 0 or 1; 0 too if the API fails
   */
  static int endOldest(XApiCalls calls, String stream, Instant before) throws InterruptedException {
    return end(
        calls,
        stream,
        held ->
            held.stream()
                .filter(connection -> isBefore(connection, before))
                .min(Comparator.comparing(connection -> sinceOrMax(connection))));
  }

  /**
   * Ends the connection of a partition. The API does not name partitions, so the connection's time
   * identifies it; if several connections were made at that time, none is ended.
   *
   * @param made the time at which the connection was made
   * @return the number of connections ended, 0 or 1; 0 too if the API fails
   */
  static int endMadeAt(XApiCalls calls, String stream, Instant made) throws InterruptedException {
    return end(
        calls,
        stream,
        held -> {
          List<Held> ours =
              held.stream()
                  .filter(connection -> isBefore(connection, made.plus(CLOCK_SLACK)))
                  .filter(connection -> !isBefore(connection, made.minus(CLOCK_SLACK)))
                  .toList();
          return ours.size() == 1 ? Optional.of(ours.get(0)) : Optional.empty();
        });
  }

  private static int end(
      XApiCalls calls, String stream, Function<List<Held>, Optional<Held>> choice)
      throws InterruptedException {
    String endpoint = endpointName(stream);
    try {
      List<Held> held = held(calls, endpoint);
      Optional<Held> dead = choice.apply(held);
      if (dead.isEmpty()) {
        LOG.debug(
            "{}: none of {} connections of {} may be ended", calls.host(), held.size(), stream);
        return 0;
      }
      return end(calls, dead.get(), held.size() == 1);
    } catch (IOException e) {
      LOG.debug("{}: no connection of {} was ended: {}", calls.host(), stream, e.getMessage());
      return 0;
    }
  }

  /** Returns the API's name of a stream. Source: {@code endpoints} in X API v2 OpenAPI 2.167. */
  static String endpointName(String stream) {
    return stream.startsWith(LANGUAGES)
        ? "firehose_stream_lang_" + stream.substring(LANGUAGES.length())
        : stream.replace('-', '_') + "_stream";
  }

  private static List<Held> held(XApiCalls calls, String endpoint)
      throws IOException, InterruptedException {
    List<Held> held = new ArrayList<>();
    for (JsonNode connection :
        calls.getAll(
            PATH,
            "status=active&endpoints="
                + endpoint
                + "&max_results=100&connection.fields=id,endpoint_name,connected_at,"
                + "disconnected_at")) {
      // Checked again, because only connections of this stream may be ended.
      if (connection.path("endpoint_name").asText().equals(endpoint)
          && !connection.hasNonNull("disconnected_at")) {
        held.add(
            new Held(
                connection.path("id").asText(""),
                endpoint,
                time(connection.path("connected_at").asText(""))));
      }
    }
    return held;
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isBefore(Held connection, Instant before) {
    return connection.since() != null && connection.since().isBefore(before);
  }

  private static Instant sinceOrMax(Held connection) {
    return connection.since() == null ? Instant.MAX : connection.since();
  }

  private static int end(XApiCalls calls, Held connection, boolean alone)
      throws IOException, InterruptedException {
    if (!connection.id().isEmpty()) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      document.putArray("uuids").add(connection.id());
      ApiResponse answer = calls.delete(PATH, document);
      if (answer.isSuccess() || !alone) {
        return ended(answer);
      }
    }
    // Ending by endpoint ends all its connections, so this must be the only one.
    return alone ? ended(calls.delete(PATH + '/' + connection.endpoint(), null)) : 0;
  }

  private static int ended(ApiResponse answer) throws IOException {
    JsonNode body = answer.body();
    if (!answer.isSuccess()) {
      throw answer.failure();
    }
    return body == null ? 0 : body.path("data").path("successful_kills").asInt(0);
  }
}
