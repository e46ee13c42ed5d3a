package io.github.happiesthashtags.rank;

import io.github.happiesthashtags.twitter.wire.MessageKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** What the leaderboard counts: gathered in a bundle, reported once, never a call a tweet. */
public final class PipelineMetrics {
  /** The namespace of the counters. */
  public static final String NAMESPACE = "happiest-hashtags";

  /** Well-formed statuses, copies included. */
  public static final String STATUSES = "statuses";

  /** Statuses with a hashtag and a smile, after the filters, copies included. */
  public static final String HAPPY = "happy_statuses";

  /** Statuses that came too late for at least one of their windows, copies included. */
  public static final String LATE = "late_statuses";

  /** Lines that became dead letters. */
  public static final String MALFORMED = "malformed";

  /** Bytes of messages read, decompressed. */
  public static final String BYTES = "bytes";

  /** Before the label of a message's kind. */
  public static final String MESSAGES_PREFIX = "messages_";

  private PipelineMetrics() {}

  /** Counts of a bundle. */
  static final class Counts {
    private boolean begun;
    private final Map<MessageKind, Long> byKind = new EnumMap<>(MessageKind.class);
    long statuses;
    long happy;
    long late;
    long malformed;
    long bytes;

    void other(MessageKind kind) {
      byKind.merge(kind, 1L, Long::sum);
    }

    /** Reports the counts and starts again at zero. */
    void report() {
      if (!begun) {
        // Each counter starts at zero: a monitor that first sees a counter at seven does not see an
        // increase.
        begun = true;
        for (String name : List.of(STATUSES, HAPPY, LATE, MALFORMED, BYTES)) {
          Metrics.counter(NAMESPACE, name).inc(0);
        }
      }
      statuses = reported(STATUSES, statuses);
      happy = reported(HAPPY, happy);
      late = reported(LATE, late);
      malformed = reported(MALFORMED, malformed);
      bytes = reported(BYTES, bytes);
      byKind.forEach((kind, count) -> reported(MESSAGES_PREFIX + kind.label(), count));
      byKind.clear();
    }

    private static long reported(String name, long count) {
      if (count > 0) {
        Counter counter = Metrics.counter(NAMESPACE, name);
        counter.inc(count);
      }
      return 0;
    }
  }
}
