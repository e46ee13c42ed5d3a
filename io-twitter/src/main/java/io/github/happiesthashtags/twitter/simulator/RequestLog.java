package io.github.happiesthashtags.twitter.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests. Safe for use by several threads. */
final class RequestLog {
  private static final int MOST = 10_000;

  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

  synchronized void add(RequestHead head, int status, boolean authorized) {
    requests.addLast(
        new ReceivedRequest(
            head.method(),
            head.path(),
            head.query(),
            status,
            authorized,
            head.header("accept-encoding")));
    if (requests.size() > MOST) {
      requests.removeFirst();
    }
  }

  synchronized List<ReceivedRequest> all() {
    return List.copyOf(requests);
  }
}
