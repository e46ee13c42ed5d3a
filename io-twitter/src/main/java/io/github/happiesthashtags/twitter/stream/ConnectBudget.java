package io.github.happiesthashtags.twitter.stream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how often this process connects to an endpoint. X counts an app's requests to an endpoint
 * and locks out apps that connect too often. So all feeds that read partitions of one stream share
 * a budget. It outlives readers and sessions, which runners close and open as they like.
 */
final class ConnectBudget {
  /** X's unit for all its limits. Source: X API v2, "Rate limits". */
  static final Duration WINDOW = Duration.ofMinutes(15);

  /** X allows 50 in a window; the rest is for other tools with the same app. */
  static final int MOST = 45;

  /**
   * Connects that a feed may make as fast as its policy wants; later ones are spread evenly over
   * the rest of the window. Otherwise a storm would use up the budget in its first minutes, and the
   * stream would then be lost for longer than the five minutes that a backfill can recover.
   */
  private static final int UNHURRIED = 15;

  private static final Map<String, ConnectBudget> BY_ENDPOINT = new ConcurrentHashMap<>();

  private record Connect(String feed, Instant at) {}

  private final Deque<Connect> connects = new ArrayDeque<>();

  ConnectBudget() {}

  /** Returns the budget of an endpoint, ignoring the query. */
  static ConnectBudget of(URI endpoint) {
    return BY_ENDPOINT.computeIfAbsent(
        endpoint.getScheme() + "://" + endpoint.getRawAuthority() + endpoint.getRawPath(),
        key -> new ConnectBudget());
  }

  /**
   * Takes a connect out of the budget.
   *
   * @param feed the feed that wants to connect
   * @return zero if it may connect now, or how long it has to wait before it asks again
   */
  synchronized Duration take(String feed, Instant now) {
    // If the clock was put back, a connect must not count for longer than a window.
    connects.removeIf(connect -> connect.at.isAfter(now) || !connect.at.plus(WINDOW).isAfter(now));
    Connect oldest = connects.peekFirst();
    if (oldest != null) {
      Instant full = oldest.at.plus(WINDOW);
      Instant due = connects.size() >= MOST ? full : due(feed, now, full);
      if (due.isAfter(now)) {
        return Duration.between(now, due);
      }
    }
    connects.addLast(new Connect(feed, now));
    return Duration.ZERO;
  }

  private Instant due(String feed, Instant now, Instant full) {
    Instant last = now;
    int own = 0;
    for (Connect connect : connects) {
      if (connect.feed.equals(feed)) {
        own++;
        last = connect.at;
      }
    }
    return own < UNHURRIED
        ? now
        : last.plus(Duration.between(last, full).dividedBy(MOST - connects.size()));
  }

  /** Gives back the last connect of a feed, because it did not reach the server. */
  synchronized void giveBack(String feed) {
    for (Iterator<Connect> i = connects.descendingIterator(); i.hasNext(); ) {
      if (i.next().feed.equals(feed)) {
        i.remove();
        return;
      }
    }
  }

  /** Returns the number of connects in the last window. */
  synchronized int used() {
    return connects.size();
  }
}
