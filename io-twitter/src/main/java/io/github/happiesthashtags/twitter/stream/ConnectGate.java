package io.github.happiesthashtags.twitter.stream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** Lets a feed connect no more often than its endpoint allows. */
public final class ConnectGate {
  private final ConnectBudget budget;
  private final String name;
  private final InstantSource clock;
  private final ReconnectPolicy.Pause pause;
  private final ConnectionLog log;

  /**
   * A gate before an endpoint.
   *
   * @param endpoint the address; its query is ignored
   * @param name the feed's
   * @param pause waits between connections
   */
  public ConnectGate(
      URI endpoint,
      String name,
      InstantSource clock,
      ReconnectPolicy.Pause pause,
      ConnectionLog log) {
    this.budget = ConnectBudget.of(endpoint);
    this.name = name;
    this.clock = clock;
    this.pause = pause;
    this.log = log;
  }

  /**
   * Waits until one more connection may be made, and counts it.
   *
   * @param closed counted down when the feed is closed
   * @return true if the feed was closed meanwhile
   */
  public boolean endsWithClose(CountDownLatch closed, FeedSink sink) throws InterruptedException {
    for (Duration wait = budget.take(name, clock.instant());
        !wait.isZero();
        wait = budget.take(name, clock.instant())) {
      log.throttled(budget.used(), ConnectBudget.WINDOW, wait);
      sink.report().state(ConnectionState.THROTTLED);
      if (pause.endsWithClose(closed, wait)) {
        return true;
      }
    }
    return closed.getCount() == 0;
  }

  /** Records a failed connection; it does not count if it never reached the server. */
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
}
