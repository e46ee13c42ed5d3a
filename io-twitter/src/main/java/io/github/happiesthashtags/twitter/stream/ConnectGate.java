package io.github.happiesthashtags.twitter.stream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A gate that lets a feed connect no more often than its endpoint allows. */
public final class ConnectGate {
  private final Budget budget;
  private final String name;
  private final InstantSource clock;
  private final ReconnectPolicy.Pause pause;
  private final ConnectionLog log;

  /**
   * Creates the gate of an endpoint.
   *
   * @param endpoint the address; its query is ignored
   * @param name the feed's name
   * @param pause waits between connections
   */
  public ConnectGate(
      URI endpoint,
      String name,
      InstantSource clock,
      ReconnectPolicy.Pause pause,
      ConnectionLog log) {
    this.budget = Budget.of(endpoint);
    this.name = name;
    this.clock = clock;
    this.pause = pause;
    this.log = log;
  }

  /**
   * Waits until the feed may make one more connection, and counts that connection.
   *
   * @param closed counted down when the feed is closed
   * @return true if the feed was closed meanwhile
   */
  public boolean endsWithClose(CountDownLatch closed, FeedSink sink) throws InterruptedException {
    for (Duration wait = budget.take(name, clock.instant());
        !wait.isZero();
        wait = budget.take(name, clock.instant())) {
      log.throttled(budget.used(), Budget.WINDOW, wait);
      sink.report().state(ConnectionState.THROTTLED);
      if (pause.endsWithClose(closed, wait)) {
        return true;
      }
    }
    return closed.getCount() == 0;
  }

  /** Records a failed connection, which does not count if it never reached the server. */
  public void failed(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException) {
        budget.giveBack(name);
        return;
      }
    }
  }

  /**
   * A limit on how often this process connects to an endpoint. X counts an app's requests to an
   * endpoint and locks out apps that connect too often. So all feeds that read partitions of one
   * stream share a budget. The budget outlives readers and sessions, which runners close and open
   * as they like.
   */
  static final class Budget {
    /** The period to which all limits of X refer. Source: X API v2, "Rate limits". */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /**
     * The most connects in a window. X allows 50; the rest is for other tools with the same app.
     */
    static final int MOST = 45;

    /**
     * Connects that a feed may make as fast as its policy wants; later ones are spread evenly over
     * the rest of the window. Otherwise a storm of reconnects would use up the budget in its first
     * minutes, and the stream would then be lost for longer than the five minutes that a backfill
     * can recover.
     */
    private static final int UNHURRIED = 15;

    private static final Map<String, Budget> BY_ENDPOINT = new ConcurrentHashMap<>();

    private record Connect(String feed, Instant at) {}

    private final Deque<Connect> connects = new ArrayDeque<>();

    Budget() {}

    /** Returns the budget of an endpoint, ignoring the query. */
    static Budget of(URI endpoint) {
      return BY_ENDPOINT.computeIfAbsent(
          endpoint.getScheme() + "://" + endpoint.getRawAuthority() + endpoint.getRawPath(),
          key -> new Budget());
    }

    /**
     * Takes a connect out of the budget.
     *
     * @param feed the feed that wants to connect
     * @return zero if the feed may connect now, else the time to wait before asking again
     */
    synchronized Duration take(String feed, Instant now) {
      // If the clock was set back, a connect must not count for longer than a window.
      connects.removeIf(
          connect -> connect.at.isAfter(now) || !connect.at.plus(WINDOW).isAfter(now));
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
}
