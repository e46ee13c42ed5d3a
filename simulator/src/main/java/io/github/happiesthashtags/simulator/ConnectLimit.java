package io.github.happiesthashtags.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The rate limit of each endpoint's requests in 15 minutes. Thread-safe. */
final class ConnectLimit {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private record Window(Instant end, int requests) {}

  private final int limit;
  private final Clock clock;
  private final Map<StreamEndpoint, Window> windows = new HashMap<>();

  ConnectLimit(int limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Counts a request.
   *
   * @return the rate limit headers; none if there is no limit
   * @throws Refused if the request exceeds the limit
   */
  synchronized Map<String, String> count(StreamEndpoint endpoint) throws Refused {
    if (limit == 0) {
      return Map.of();
    }
    Instant now = clock.instant();
    Window window = windows.get(endpoint);
    if (window == null || !now.isBefore(window.end)) {
      window = new Window(now.plus(WINDOW), 0);
    }
    window = new Window(window.end, window.requests + 1);
    windows.put(endpoint, window);
    Map<String, String> headers = headers(Math.max(0, limit - window.requests), window.end);
    if (window.requests > limit) {
      throw new Refused(Problems.status(429, "Too Many Requests").with(headers));
    }
    return headers;
  }

  private Map<String, String> headers(int remaining, Instant end) {
    // Rounded up, so that a client that comes back at that second is not too early.
    long reset = end.plusMillis(999).getEpochSecond();
    return Map.of(
        "x-rate-limit-limit", Integer.toString(limit),
        "x-rate-limit-remaining", Integer.toString(remaining),
        "x-rate-limit-reset", Long.toString(reset));
  }
}
