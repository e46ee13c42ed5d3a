package io.github.happiesthashtags.twitter.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next connection, by kind of failure. Source: X API v2, "Consuming
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
   * How long a connection must live to count as steady. Data alone does not show that: X repeats a
   * minute of posts with every reconnect. Even if every connection ended after this time and the
   * feed reconnected at once, there would be no more connections than {@link
   * ConnectGate.Budget#MOST}.
   */
  static final Duration STEADY = ConnectGate.Budget.WINDOW.dividedBy(ConnectGate.Budget.MOST);

  /** Four of X's rate limit windows: a server with another unit in mind must not stop the feed. */
  private static final Duration ASKED_MAX = Duration.ofHours(1);

  private final InstantSource clock;
  private int network;
  private int http;
  private int rateLimit;
  private int cap;
  private @Nullable Instant connectedAt;
  private boolean hasData;

  /** A policy by a clock. */
  public ReconnectPolicy(InstantSource clock) {
    this.clock = clock;
  }

  /** Records that a connection was made. */
  public void connected() {
    connectedAt = clock.instant();
    hasData = false;
  }

  /** Records that data came on the connection. */
  public void dataFlowed() {
    hasData = true;
  }

  /** Whether the connection has lived and brought data. */
  public boolean isSteady() {
    return hasData && connectedAt != null && !clock.instant().isBefore(connectedAt.plus(STEADY));
  }

  /** Returns how many connections in a row ended early or could not be made. */
  public int earlyEnds() {
    return network;
  }

  /** The connection was lost or could not be made: at once first, then 250 ms more each time. */
  public Duration afterNetworkError() {
    settle();
    return min(NETWORK_STEP.multipliedBy(network++), NETWORK_MAX);
  }

  /** Returns to short waits after a steady connection. */
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
   * An HTTP status other than success: 5 s, doubling to 320 s, and longer if the server says so.
   *
   * @param asked the wait that the response asks for, or zero
   */
  public Duration afterHttpError(Duration asked) {
    settle();
    return longer(doubled(HTTP_FIRST, http++, HTTP_MAX), asked);
  }

  /**
   * Status 429, in v1.1 420 too: a minute, doubling, and not before the limit is reset.
   *
   * @param untilReset what the response says, or zero
   */
  public Duration afterRateLimit(Duration untilReset) {
    settle();
    return longer(doubled(RATE_LIMIT_FIRST, rateLimit++, RATE_LIMIT_MAX), untilReset);
  }

  /**
   * Returns the wait after the account has used up its posts or credits: a quarter of an hour,
   * doubling to an hour. Such a cap lasts until the next day or month, or until somebody buys more.
   *
   * @param asked the wait that the response asks for, or zero
   */
  public Duration afterCap(Duration asked) {
    settle();
    return longer(doubled(CAP_FIRST, cap++, ASKED_MAX), asked);
  }

  /**
   * Returns the wait after the server refused.
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

  /** Waits before the next connection; true if the feed was closed meanwhile. */
  @FunctionalInterface
  public interface Pause {
    /** What users have; tests need not wait. */
    Pause UNTIL_CLOSED = (closed, wait) -> closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);

    /**
     * Waits for the feed's end or so long.
     *
     * @param closed is counted down when the feed is closed
     */
    boolean endsWithClose(CountDownLatch closed, Duration wait) throws InterruptedException;
  }

  private static Duration longer(Duration wait, Duration asked) {
    return wait.compareTo(asked) >= 0 ? wait : min(asked, ASKED_MAX);
  }

  private static Duration doubled(Duration first, int times, Duration max) {
    // 2^10 times any of these is past its maximum.
    return min(first.multipliedBy(1L << Math.min(times, 10)), max);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
