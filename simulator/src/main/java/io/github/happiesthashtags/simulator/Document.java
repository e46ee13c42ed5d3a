package io.github.happiesthashtags.simulator;

import java.util.Map;

/** A complete response, as opposed to a stream. */
record Document(int status, Map<String, String> headers, String contentType, String body) {
  private static final String JSON = "application/json; charset=utf-8";
  private static final String PROBLEM = "application/problem+json; charset=utf-8";

  static Document json(int status, String body) {
    return new Document(status, Map.of(), status < 400 ? JSON : PROBLEM, body);
  }

  static Document text(int status, String body) {
    return new Document(status, Map.of(), "text/plain; charset=utf-8", body);
  }

  Document with(Map<String, String> more) {
    return new Document(status, more, contentType, body);
  }
}
