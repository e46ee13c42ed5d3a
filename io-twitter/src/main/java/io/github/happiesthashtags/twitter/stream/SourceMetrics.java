package io.github.happiesthashtags.twitter.stream;

import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.metrics.Gauge;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * How a live source reports itself: metrics of one namespace, reported once a block or a wait,
 * never once a message.
 *
 * <p>Counters: {@code received_statuses}; {@code received_<kind>} for every other kind of message;
 * {@code received_malformed} lines; {@code reconnects_<cause>}; {@code gap_recovered_millis} and
 * {@code gap_lost_millis}, how long the connection was gone and whether what was missed could be
 * had after all; {@code dropped_statuses} and {@code dropped_bytes}, for a pipeline that is too
 * slow.
 *
 * <p>Gauges, of the split that reported last: {@link #WATERMARK}, {@link #LAG}, {@link #BUFFER} and
 * {@link #STATE}; of the process, {@link #UNCONNECTED}.
 */
public final class SourceMetrics {
  /** The namespace of all of this connector's metrics. */
  public static final String NAMESPACE = "twitter";

  /** What the names of counters of reconnects begin with; the cause follows. */
  public static final String RECONNECTS_PREFIX = "reconnects_";

  /** What the names of counters of messages begin with; the kind follows. */
  public static final String RECEIVED_PREFIX = "received_";

  /** Counter: statuses received, copies included. */
  static final String RECEIVED_STATUSES = RECEIVED_PREFIX + "statuses";

  /** Counter: lines received that are no message. */
  static final String RECEIVED_MALFORMED = RECEIVED_PREFIX + "malformed";

  /** Counter: for how long the connection was gone that could be had after all, in millis. */
  public static final String GAP_RECOVERED = "gap_recovered_millis";

  /** Counter: for how long the connection was gone that could not be had any more, in millis. */
  public static final String GAP_LOST = "gap_lost_millis";

  /** Counter: statuses that a pipeline was too slow for. */
  public static final String DROPPED_STATUSES = "dropped_statuses";

  /** Counter: bytes that a pipeline was too slow for. */
  public static final String DROPPED_BYTES = "dropped_bytes";

  /** Gauge: the watermark of a split, in milliseconds since the epoch. */
  public static final String WATERMARK = "watermark_millis";

  /** Gauge: how old the latest status of a split was when it was taken, in milliseconds. */
  public static final String LAG = "lag_millis";

  /** Gauge: what waits for the pipeline, in bytes. */
  public static final String BUFFER = "buffer_bytes";

  /**
   * Gauge: what the connection is doing: 0 idle, 1 connecting, 2 streaming, 3 recovering what was
   * missed, 4 waiting before the next connection, 5 paused because the day's budget is used up, 6
   * waiting because the API's limit of connections is nearly reached, 7 waiting because the account
   * has used up its posts or credits.
   */
  public static final String STATE = "connection_state";

  /**
   * Gauge: how many streams and partitions of the process have never been connected. Each of them
   * holds back every window.
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
   * The counters that are worth an alert or a line in a dashboard. They exist from the first report
   * on, at zero: a monitor that first sees a counter at seven does not see an increase.
   */
  public static List<String> counters() {
    return COUNTERS;
  }

  private boolean begun;

  private final Gauge watermark = Metrics.gauge(NAMESPACE, WATERMARK);
  private final Gauge lag = Metrics.gauge(NAMESPACE, LAG);
  private final Gauge buffer = Metrics.gauge(NAMESPACE, BUFFER);
  private final Gauge unconnected = Metrics.gauge(NAMESPACE, UNCONNECTED);
  private final Gauge state = Metrics.gauge(NAMESPACE, STATE);

  SourceMetrics() {}

  /** Reports a block. */
  void taken(FeedMark mark, long nowMillis) {
    long highest = mark.progress().highestMillis();
    if (highest != Long.MIN_VALUE) {
      // Event times of v2 are whole seconds; what was reached has the millisecond.
      long reached = mark.progress().reachedMillis();
      lag.set(
          nowMillis - (reached < highest + SECOND_MILLIS ? Math.max(highest, reached) : highest));
    }
  }

  /**
   * Reports what happened on the session since the last time. Only while a runner advances the
   * reader is there a place to report to.
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
