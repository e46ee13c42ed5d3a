package io.github.happiesthashtags.twitter.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is no part of the X API: the simulator itself, told and asked over HTTP. */
final class ControlApi {
  static final String PATH = "/simulator/";

  private static final String FAULTS = PATH + "faults";
  private static final String REQUESTS = PATH + "requests";

  private final FaultScript script;
  private final RequestLog requests;

  ControlApi(FaultScript script, RequestLog requests) {
    this.script = script;
    this.requests = requests;
  }

  Document answer(RequestHead head, String body) {
    return switch (head.path()) {
      case FAULTS -> head.method().equals("POST") ? addFaults(body) : Problems.notAllowed("POST");
      case REQUESTS -> head.method().equals("GET") ? list() : Problems.notAllowed("GET");
      default -> Problems.notFound();
    };
  }

  /**
   * A number of messages, a colon, and the fault to follow them; null if it begins otherwise.
   *
   * @throws IllegalArgumentException if it is none
   */
  static FaultScript.@Nullable Step parseStep(String line) {
    int colon = line.indexOf(':');
    String number = colon < 0 ? "" : line.substring(0, colon);
    if (!number.matches("[0-9]{1,18}")) {
      return null;
    }
    return new FaultScript.Step(Long.parseLong(number), Fault.parse(line.substring(colon + 1)));
  }

  private Document addFaults(String body) {
    List<Fault> now = new ArrayList<>();
    List<FaultScript.Step> later = new ArrayList<>();
    try {
      for (String line : body.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
        FaultScript.Step step = parseStep(line);
        if (step == null) {
          now.add(Fault.parse(line));
        } else {
          later.add(step);
        }
      }
    } catch (IllegalArgumentException e) {
      return Problems.invalid("body", body, String.valueOf(e.getMessage()));
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
