package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.MessageInspector;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counts of a session, until a reader adds them to the pipeline's metrics, which only a reader
 * can reach.
 */
public final class FeedStats implements FeedSink.Report {
  // All below is guarded by this.
  private final Map<MessageKind, Long> others = new EnumMap<>(MessageKind.class);
  private final Map<Disconnection, Long> reconnects = new EnumMap<>(Disconnection.class);
  private long statuses;
  private long malformed;
  private long recoveredMillis;
  private long lostMillis;
  private long droppedStatuses;
  private long droppedBytes;
  private ConnectionState state = ConnectionState.IDLE;
  private boolean hasConnected;
  private @Nullable Unconnected unconnected;

  FeedStats() {}

  synchronized void received(MessageInspector seen) {
    statuses += seen.statuses();
    MessageKind kind = seen.kind();
    if (kind != null) {
      others.merge(kind, 1L, Long::sum);
    }
    if (seen.isMalformed()) {
      malformed++;
    }
  }

  synchronized void dropped(long statuses, long bytes) {
    droppedStatuses += statuses;
    droppedBytes += bytes;
  }

  @Override
  public synchronized void state(ConnectionState state) {
    this.state = state;
    if (state == ConnectionState.STREAMING || state == ConnectionState.RECOVERING) {
      hasConnected = true;
    }
    if (unconnected != null && (hasConnected || state == ConnectionState.IDLE)) {
      unconnected.end();
      unconnected = null;
    }
  }

  @Override
  public synchronized void unreached(String name, String why) {
    if (!hasConnected) {
      if (unconnected == null) {
        unconnected = new Unconnected(name);
      }
      unconnected.because(why);
    }
  }

  /**
   * Logs once a minute that the feed has never been connected, and why; does nothing once it has.
   */
  public synchronized void tellIfUnconnected() {
    if (unconnected != null) {
      unconnected.tellIfDue();
    }
  }

  @Override
  public synchronized void reconnecting(Disconnection cause) {
    reconnects.merge(cause, 1L, Long::sum);
  }

  @Override
  public synchronized void recovered(long millis) {
    recoveredMillis += millis;
  }

  @Override
  public synchronized void lost(long millis) {
    lostMillis += millis;
  }

  /** Returns the state of the feed. */
  public synchronized ConnectionState state() {
    return state;
  }

  /**
   * Hands over the counts since the last call, by metric name, without zeros.
   *
   * @param counters takes a metric name and the amount to add
   */
  public synchronized void drainTo(ObjLongConsumer<String> counters) {
    others.forEach(
        (kind, count) -> counters.accept(SourceMetrics.RECEIVED_PREFIX + kind.label(), count));
    others.clear();
    reconnects.forEach(
        (cause, count) -> counters.accept(SourceMetrics.RECONNECTS_PREFIX + cause.label(), count));
    reconnects.clear();
    hand(counters, SourceMetrics.RECEIVED_STATUSES, statuses);
    hand(counters, SourceMetrics.RECEIVED_MALFORMED, malformed);
    hand(counters, SourceMetrics.GAP_RECOVERED, recoveredMillis);
    hand(counters, SourceMetrics.GAP_LOST, lostMillis);
    hand(counters, SourceMetrics.DROPPED_STATUSES, droppedStatuses);
    hand(counters, SourceMetrics.DROPPED_BYTES, droppedBytes);
    statuses = 0;
    malformed = 0;
    recoveredMillis = 0;
    lostMillis = 0;
    droppedStatuses = 0;
    droppedBytes = 0;
  }

  private static void hand(ObjLongConsumer<String> counters, String name, long count) {
    if (count > 0) {
      counters.accept(name, count);
    }
  }

  /**
   * A stream or partition that has not been connected since its session began. It has no event
   * time, so it holds back the windows of all other streams.
   */
  static final class Unconnected {
    private static final Logger LOG = LoggerFactory.getLogger(Unconnected.class);

    /**
     * The interval between warnings: short enough that a user who misses tables sees the reason.
     */
    private static final Duration EVERY = Duration.ofMinutes(1);

    private static final Set<Unconnected> ALL = ConcurrentHashMap.newKeySet();

    private final String name;
    private final Instant since = Instant.now();
    private final LongSupplier nanos;
    private long dueNanos;
    private String why = "";

    Unconnected(String name) {
      this(name, System::nanoTime);
    }

    /** Creates one with a clock in nanoseconds since an arbitrary moment. */
    Unconnected(String name, LongSupplier nanos) {
      this.name = name;
      this.nanos = nanos;
      this.dueNanos = nanos.getAsLong() + EVERY.toNanos();
      ALL.add(this);
    }

    /** Returns the number of unconnected streams and partitions in this process. */
    static int count() {
      return ALL.size();
    }

    void because(String reason) {
      why = reason;
    }

    void end() {
      ALL.remove(this);
    }

    void tellIfDue() {
      long now = nanos.getAsLong();
      if (now - dueNanos >= 0) {
        dueNanos = now + EVERY.toNanos();
        LOG.warn(
            "{} has not been connected yet, trying since {}; no window closes until it is: {}",
            name,
            since.truncatedTo(ChronoUnit.SECONDS),
            why);
      }
    }
  }
}
