package io.github.happiesthashtags.twitter.stream;

import io.github.happiesthashtags.twitter.wire.MessageInspector;
import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a session counts until a reader takes it over into the pipeline's metrics, which only a
 * reader can reach.
 */
public final class FeedStats implements FeedReport {
  /** Before the cause of reconnects. */
  public static final String RECONNECTS_PREFIX = "reconnects_";

  /** Before the kind of what was received. */
  public static final String RECEIVED_PREFIX = "received_";

  /** How long the connection was gone, where it was made up for. */
  public static final String GAP_RECOVERED = "gap_recovered_millis";

  /** How long the connection was gone, where it was not. */
  public static final String GAP_LOST = "gap_lost_millis";

  /** Statuses that there was no room for. */
  public static final String DROPPED_STATUSES = "dropped_statuses";

  /** Bytes that there was no room for. */
  public static final String DROPPED_BYTES = "dropped_bytes";

  private static final List<String> COUNTERS =
      Stream.concat(
              Stream.of(
                  RECEIVED_PREFIX + "statuses",
                  RECEIVED_PREFIX + "malformed",
                  GAP_RECOVERED,
                  GAP_LOST,
                  DROPPED_STATUSES,
                  DROPPED_BYTES),
              Stream.of(Disconnection.values()).map(cause -> RECONNECTS_PREFIX + cause.label()))
          .toList();

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

  /** The names of all counters except those of message kinds other than statuses. */
  public static List<String> counters() {
    return COUNTERS;
  }

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

  /** Logs once a minute that the feed has never been connected, and why. */
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

  /** What the feed is doing. */
  public synchronized ConnectionState state() {
    return state;
  }

  /**
   * Hands over what was counted since the last call, by metric name; what is zero is left out.
   *
   * @param counters takes a name and how much to add
   */
  public synchronized void drainTo(ObjLongConsumer<String> counters) {
    others.forEach(
        (kind, count) ->
            counters.accept(RECEIVED_PREFIX + kind.name().toLowerCase(Locale.ROOT), count));
    others.clear();
    reconnects.forEach((cause, count) -> counters.accept(RECONNECTS_PREFIX + cause.label(), count));
    reconnects.clear();
    hand(counters, RECEIVED_PREFIX + "statuses", statuses);
    hand(counters, RECEIVED_PREFIX + "malformed", malformed);
    hand(counters, GAP_RECOVERED, recoveredMillis);
    hand(counters, GAP_LOST, lostMillis);
    hand(counters, DROPPED_STATUSES, droppedStatuses);
    hand(counters, DROPPED_BYTES, droppedBytes);
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
}
