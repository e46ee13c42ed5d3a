package io.github.happiesthashtags.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests. Thread-safe. */
final class RequestLog {
  private static final int MOST = 10_000;

  /** The length limit of a logged address: longer than any that the API understands. */
  private static final int MAX_CHARACTERS = 1000;

  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

  synchronized void add(RequestHead head, int status, boolean authorized) {
    requests.addLast(
        new ReceivedRequest(
            shortened(head.method()),
            shortened(head.path()),
            shortened(head.query()),
            status,
            authorized,
            shortened(head.header("accept-encoding"))));
    if (requests.size() > MOST) {
      requests.removeFirst();
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
  }

  synchronized List<ReceivedRequest> all() {
    return List.copyOf(requests);
  }
}
