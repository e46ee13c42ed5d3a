package io.github.happiesthashtags.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP endpoints that control the simulator itself. They need no token, so they refuse requests
 * that a web page makes from a browser on this machine. They check the {@code Origin}; the {@code
 * Host}, which after DNS rebinding is the page's own name; and the content type, which a page
 * cannot send without a preflight request.
 */
final class ControlApi {
  static final String PATH = "/simulator/";

  private static final String FAULTS = PATH + "faults";
  private static final String REQUESTS = PATH + "requests";

  /** The names of loopback in a {@code Host} header. */
  private static final List<String> NAMES = List.of(SocketServer.ADDRESS, "localhost", "[::1]");

  private static final Pattern LOOPBACK_ORIGIN =
      Pattern.compile("https?://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:[0-9]+)?");

  private static final Pattern JSON_TYPE =
      Pattern.compile("application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The most characters of an invalid body that a response quotes. */
  private static final int MAX_SHOWN = 1000;

  private final FaultScript script;
  private final RequestLog requests;

  ControlApi(FaultScript script, RequestLog requests) {
    this.script = script;
    this.requests = requests;
  }

  /**
   * Returns the response to a request.
   *
   * @param port the server's
   */
  Document answer(RequestHead head, String body, int port) {
    if (!isHere(head.header("host"), port)) {
      return Problems.forbidden("Host is not " + SocketServer.ADDRESS + ':' + port + '.');
    }
    String origin = head.header("origin");
    if (!origin.isEmpty() && !LOOPBACK_ORIGIN.matcher(origin).matches()) {
      return Problems.forbidden("Origin is not on this machine.");
    }
    return switch (head.path()) {
      case FAULTS -> {
        if (!head.method().equals("POST")) {
          yield Problems.notAllowed("POST");
        }
        yield JSON_TYPE.matcher(head.header("content-type")).matches()
            ? addFaults(body)
            : Problems.notJson();
      }
      case REQUESTS -> head.method().equals("GET") ? list() : Problems.notAllowed("GET");
      default -> Problems.notFound();
    };
  }

  /**
   * Parses a number of messages, a colon and the fault that follows them; returns null if the line
   * does not begin so.
   *
   * @throws IllegalArgumentException if there is no such fault
   */
  static FaultScript.@Nullable Step parseStep(String line) {
    int colon = line.indexOf(':');
    String number = colon < 0 ? "" : line.substring(0, colon);
    if (!number.matches("[0-9]{1,18}")) {
      return null;
    }
    return new FaultScript.Step(Long.parseLong(number), Fault.parse(line.substring(colon + 1)));
  }

  private static boolean isHere(String host, int port) {
    return NAMES.stream().anyMatch(name -> host.equalsIgnoreCase(name + ':' + port));
  }

  /** Reads a JSON array of strings or a single string; any other body has one fault a line. */
  private static List<String> faults(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      if (json.isTextual()) {
        return List.of(json.textValue());
      }
      if (json.isArray()) {
        List<String> faults = new ArrayList<>();
        json.forEach(fault -> faults.add(fault.asText()));
        return faults;
      }
    } catch (JsonProcessingException e) {
      // Not JSON: plain lines, as people type them.
    }
    return body.lines().toList();
  }

  private Document addFaults(String body) {
    List<Fault> now = new ArrayList<>();
    List<FaultScript.Step> later = new ArrayList<>();
    try {
      for (String line :
          faults(body).stream().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
        FaultScript.Step step = parseStep(line);
        if (step == null) {
          now.add(Fault.parse(line));
        } else {
          later.add(step);
        }
      }
    } catch (IllegalArgumentException e) {
      return Problems.invalid(
          "body", body.substring(0, Math.min(body.length(), MAX_SHOWN)), "" + e.getMessage());
    }
    later.forEach(script::add);
    now.forEach(script::inject);
    return Document.json(200, "{\"accepted\":%d}".formatted(now.size() + later.size()));
  }

  private Document list() {
    return Document.json(
        200,
        Problems.json(
            json -> {
              json.writeStartArray();
              for (ReceivedRequest request : requests.all()) {
                json.writeStartObject();
                json.writeStringField("method", request.method());
                json.writeStringField("path", request.path());
                json.writeStringField("query", request.query());
                json.writeNumberField("status", request.status());
                json.writeBooleanField("authorized", request.authorized());
                json.writeStringField("accept_encoding", request.acceptEncoding());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }
}
