package io.github.happiesthashtags.twitter.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The back-off before the next connection, by kind of failure. Source: X API v2, "Consuming
 * streaming data", section "Reconnection best practices"; v1.1 asked for the same.
 */
public final class ReconnectPolicy {
  private static final Duration NETWORK_STEP = Duration.ofMillis(250);
  private static final Duration NETWORK_MAX = Duration.ofSeconds(16);
  private static final Duration HTTP_FIRST = Duration.ofSeconds(5);
  private static final Duration HTTP_MAX = Duration.ofSeconds(320);
  private static final Duration RATE_LIMIT_FIRST = Duration.ofMinutes(1);
  private static final Duration RATE_LIMIT_MAX = Duration.ofMinutes(16);

  private static final Duration CAP_FIRST = Duration.ofMinutes(15);

  /**
   * How long a connection must live to count as steady. Data alone does not show steadiness: X
   * repeats a minute of posts with every reconnect. Even if every connection ended after this time
   * and the feed reconnected at once, there would be no more connections than {@link
   * ConnectGate.Budget#MOST}.
   */
  static final Duration STEADY = ConnectGate.Budget.WINDOW.dividedBy(ConnectGate.Budget.MOST);

  /**
   * The longest wait that a server may ask for: four of X's rate limit windows. A server that sends
   * the wait in another unit must not stop the feed.
   */
  private static final Duration ASKED_MAX = Duration.ofHours(1);

  private final InstantSource clock;
  private int network;
  private int http;
  private int rateLimit;
  private int cap;
  private @Nullable Instant connectedAt;
  private boolean hasData;

  /** Creates a policy that reads the given clock. */
  public ReconnectPolicy(InstantSource clock) {
    this.clock = clock;
  }

  /** Records that a connection was made. */
  public void connected() {
    connectedAt = clock.instant();
    hasData = false;
  }

  /** Records that data arrived on the connection. */
  public void dataFlowed() {
    hasData = true;
  }

  /** Returns whether the connection has lived for {@link #STEADY} and delivered data. */
  public boolean isSteady() {
    return hasData && connectedAt != null && !clock.instant().isBefore(connectedAt.plus(STEADY));
  }

  /** Returns how many connections in a row ended early or could not be made. */
  public int earlyEnds() {
    return network;
  }

  /**
   * Returns the wait after a connection was lost or could not be made: zero at first, then 250 ms
   * more each time.
   */
  public Duration afterNetworkError() {
    settle();
    return min(NETWORK_STEP.multipliedBy(network++), NETWORK_MAX);
  }

  /** Resets the waits after a steady connection. */
  private void settle() {
    if (isSteady()) {
      network = 0;
      http = 0;
      rateLimit = 0;
      cap = 0;
    }
    connectedAt = null;
  }

  /**
   * Returns the wait after an HTTP error: 5 s, doubling to 320 s, and longer if the server asks for
   * it.
   *
   * @param asked the wait that the response asks for, or zero
   */
  public Duration afterHttpError(Duration asked) {
    settle();
    return longer(doubled(HTTP_FIRST, http++, HTTP_MAX), asked);
  }

  /**
   * Returns the wait after a 429, or a 420 in v1.1: a minute, doubling, and at least until the
   * limit resets.
   *
   * @param untilReset the time until the reset that the response names, or zero
   */
  public Duration afterRateLimit(Duration untilReset) {
    settle();
    return longer(doubled(RATE_LIMIT_FIRST, rateLimit++, RATE_LIMIT_MAX), untilReset);
  }

  /**
   * Returns the wait after the account has used up its posts or credits: a quarter of an hour,
   * doubling to an hour. A usage cap lasts until the next day or month, or until somebody buys
   * more.
   *
   * @param asked the wait that the response asks for, or zero
   */
  public Duration afterCap(Duration asked) {
    settle();
    return longer(doubled(CAP_FIRST, cap++, ASKED_MAX), asked);
  }

  /**
   * Returns the wait after the server refused a request.
   *
   * @param asked the wait that the response asks for, or zero
   */
  public Duration afterRefusal(Disconnection cause, Duration asked) {
    return switch (cause) {
      case RATE_LIMIT -> afterRateLimit(asked);
      case USAGE_CAP -> afterCap(asked);
      default -> afterHttpError(asked);
    };
  }

  /** The wait before the next connection. */
  @FunctionalInterface
  public interface Pause {
    /** Waits in real time, unlike in tests. */
    Pause UNTIL_CLOSED = (closed, wait) -> closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);

    /**
     * Waits until the time is over or the feed is closed; returns true if the feed was closed.
     *
     * @param closed counted down when the feed is closed
     */
    boolean endsWithClose(CountDownLatch closed, Duration wait) throws InterruptedException;
  }

  private static Duration longer(Duration wait, Duration asked) {
    return wait.compareTo(asked) >= 0 ? wait : min(asked, ASKED_MAX);
  }

  private static Duration doubled(Duration first, int times, Duration max) {
    // 2^10 times any first wait exceeds its maximum.
    return min(first.multipliedBy(1L << Math.min(times, 10)), max);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
