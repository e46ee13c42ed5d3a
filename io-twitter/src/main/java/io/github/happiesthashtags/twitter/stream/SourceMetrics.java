package io.github.happiesthashtags.twitter.stream;

import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * The metrics of a live source, reported once for each block or wait, not for each message.
 *
 * <p>Counters: {@code received_statuses}; {@code received_<kind>} for every other kind of message;
 * {@code received_malformed} lines; {@code reconnects_<cause>}; {@code gap_recovered_millis} and
 * {@code gap_lost_millis}, the milliseconds of gaps that were recovered, or lost for good; {@code
 * dropped_statuses} and {@code dropped_bytes}, which a slow pipeline drops if it is told to.
 *
 * <p>Gauges of the split that reported last: {@link #WATERMARK}, {@link #LAG}, {@link #BUFFER} and
 * {@link #STATE}. Gauge of the process: {@link #UNCONNECTED}. Distribution: {@link #BLOCK_LAG}.
 */
public final class SourceMetrics {
  /** The namespace of all of this connector's metrics. */
  public static final String NAMESPACE = "twitter";

  /** The system of live sources in Beam's lineage. */
  static final String LINEAGE_SYSTEM = "twitter";

  /** The prefix of reconnect counters; the cause follows. */
  public static final String RECONNECTS_PREFIX = "reconnects_";

  /** The prefix of message counters; the kind follows. */
  public static final String RECEIVED_PREFIX = "received_";

  /** Counter: statuses received, copies included. */
  public static final String RECEIVED_STATUSES = RECEIVED_PREFIX + "statuses";

  /** Counter: malformed lines received. */
  static final String RECEIVED_MALFORMED = RECEIVED_PREFIX + "malformed";

  /** Counter: milliseconds of gaps that were recovered. */
  public static final String GAP_RECOVERED = "gap_recovered_millis";

  /** Counter: milliseconds of gaps that are lost for good. */
  public static final String GAP_LOST = "gap_lost_millis";

  /** Counter: statuses dropped because the pipeline was too slow. */
  public static final String DROPPED_STATUSES = "dropped_statuses";

  /** Counter: bytes dropped because the pipeline was too slow. */
  public static final String DROPPED_BYTES = "dropped_bytes";

  /** Gauge: the watermark of a split, in milliseconds since the epoch. */
  public static final String WATERMARK = "watermark_millis";

  /** Gauge: the age of a split's latest status when a reader took it, in milliseconds. */
  public static final String LAG = "lag_millis";

  /** Distribution: {@link #LAG} of every block. */
  public static final String BLOCK_LAG = "block_lag_millis";

  /** Gauge: the bytes that wait for the pipeline. */
  public static final String BUFFER = "buffer_bytes";

  /**
   * Gauge: the state of the connection: 0 idle, 1 connecting, 2 streaming, 3 recovering missed
   * messages, 4 waiting before the next connection, 5 paused because the day's budget is used up, 6
   * waiting because the API's limit of connections is nearly reached, 7 waiting because the account
   * has used up its posts or credits.
   */
  public static final String STATE = "connection_state";

  /**
   * Gauge: the number of streams and partitions of the process that have never been connected. Each
   * of them holds back every window.
   */
  public static final String UNCONNECTED = "partitions_unconnected";

  private static final List<String> COUNTERS =
      Stream.concat(
              Stream.of(
                  RECEIVED_STATUSES,
                  RECEIVED_MALFORMED,
                  GAP_RECOVERED,
                  GAP_LOST,
                  DROPPED_STATUSES,
                  DROPPED_BYTES),
              Stream.of(Disconnection.values()).map(cause -> RECONNECTS_PREFIX + cause.label()))
          .toList();

  private static final long SECOND_MILLIS = 1000;

  /**
   * Returns the counters that are worth an alert or a line in a dashboard. They start at zero with
   * the first report: a monitor that first sees a counter at seven does not see an increase.
   */
  public static List<String> counters() {
    return COUNTERS;
  }

  private boolean begun;

  private final Gauge watermark = Metrics.gauge(NAMESPACE, WATERMARK);
  private final Gauge lag = Metrics.gauge(NAMESPACE, LAG);
  private final Distribution blockLag = Metrics.distribution(NAMESPACE, BLOCK_LAG);
  private final Gauge buffer = Metrics.gauge(NAMESPACE, BUFFER);
  private final Gauge unconnected = Metrics.gauge(NAMESPACE, UNCONNECTED);
  private final Gauge state = Metrics.gauge(NAMESPACE, STATE);

  SourceMetrics() {}

  /** Reports a block that was taken. */
  void taken(FeedMark mark, long nowMillis) {
    long highest = mark.progress().highestMillis();
    if (highest != Long.MIN_VALUE) {
      // Event times of v2 are whole seconds; the reached time has milliseconds.
      long reached = mark.progress().reachedMillis();
      long age =
          nowMillis - (reached < highest + SECOND_MILLIS ? Math.max(highest, reached) : highest);
      lag.set(age);
      blockLag.update(age);
    }
  }

  /**
   * Reports the session's counts since the last call. Call only while a runner advances the reader:
   * Beam collects metrics only then.
   */
  void report(Session session) {
    long watermarkMillis = session.watermarkMillis();
    if (watermarkMillis > BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis()) {
      watermark.set(watermarkMillis);
    }
    if (!begun) {
      begun = true;
      counters().forEach(name -> Metrics.counter(NAMESPACE, name).inc(0));
    }
    session.stats().drainTo((name, count) -> Metrics.counter(NAMESPACE, name).inc(count));
    buffer.set(session.backlogBytes());
    state.set(session.stats().state().code());
    session.stats().tellIfUnconnected();
    unconnected.set(FeedStats.Unconnected.count());
  }
}
